import { Double, ObjectId } from 'bson';
import fc from 'fast-check';
import { Query } from 'mingo';
import { expect, test } from 'vitest';
import type { Document, Value } from '../bson/values.ts';
import { decodeDocument } from '../bson/decode-document.ts';
import { encodeDocument } from '../bson/encode-document.ts';
import { createEvaluation } from '../expression/evaluation.ts';
import { compileFindProjection } from './compile-find-projection.ts';

const evaluation = createEvaluation({ now: new Date(0) });
const compile = (specification: Document) => compileFindProjection(specification, {}, evaluation);
const project = (specification: Document, document: Document): Document => compile(specification)?.ofDocument(document) ?? document;
const projectByMingo = (specification: Document, document: Document): unknown => new Query({}).find([document], specification).all()[0];

const number = fc.integer({ min: -3, max: 3 });
const rows = fc.array(fc.record({ v: number, w: number }), { maxLength: 3 });
const documents = fc.record({ _id: number, a: number, s: fc.constantFrom('x', 'y'), list: fc.array(number, { maxLength: 4 }), o: fc.record({ p: number, q: number, rows }), rows });
const paths = fc.uniqueArray(fc.constantFrom('a', 's', 'list', 'o.p', 'o.rows.v', 'rows.v', 'missing'), { minLength: 1, maxLength: 4 });
const all = (names: readonly string[], value: 0 | 1): Document => Object.fromEntries(names.map((name) => [name, value]));
const specifications: fc.Arbitrary<Document> = fc.oneof(
  paths.map((names): Document => all(names, 1)),
  paths.map((names): Document => all(names, 0)),
  paths.map((names): Document => ({ ...all(names, 1), _id: 0 })),
  fc.tuple(fc.integer({ min: -3, max: 3 }), paths).map(([count, names]): Document => ({ ...all(names.filter((name) => name !== 'list'), 1), a: 1, list: { $slice: count } })),
  number.map((v): Document => ({ rows: { $elemMatch: { v } } })),
  number.map((by): Document => ({ a: 1, sum: { $add: ['$a', by] } })),
);

test('where values are plain, projections keep what mingo keeps', () => {
  fc.assert(fc.property(specifications, documents, (specification, document) => {
    expect(project(specification, document)).toEqual(projectByMingo(specification, document));
  }), { numRuns: 3000 });
});

const anything = fc.letrec<{ value: Value; document: Document }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, number, fc.constantFrom<Value>(null, true, 'text', new Date(7), new Double(0.5), new ObjectId('65f000000000000000000001')), fc.array(tie('value'), { maxLength: 3 }), tie('document')),
  document: fc.dictionary(fc.constantFrom('a', 'b', 'ab', 'c'), tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));
const anyPaths = fc.uniqueArray(fc.constantFrom('a', 'b.a', 'b.ab', 'c.a.b', 'c.b', 'ab.ab.ab', 'missing', '_id.a'), { minLength: 1, maxLength: 4 });

test('of BSON as much is left as of the decoded document, in the same order', () => {
  const inclusions = fc.tuple(anyPaths, fc.constantFrom({}, { _id: 0 }, { _id: 1 })).map(([names, id]): Document => ({ ...all(names, 1), ...(names.includes('_id.a') ? {} : id) }));
  const exclusions = fc.tuple(anyPaths, fc.constantFrom({}, { _id: 0 }, { _id: 1 })).map(([names, id]): Document => ({ ...all(names, 0), ...(names.includes('_id.a') ? {} : id) }));
  const computing = fc.constantFrom<Document>({ c: { $slice: 1 } }, { a: 1, sum: { $add: [1, 1] } });
  fc.assert(fc.property(fc.oneof(inclusions, exclusions, computing), anything.document, anything.value, (specification, fields, _id) => {
    const projection = compile(specification);
    const bytes = encodeDocument({ _id, ...fields });
    const ofBytes = projection?.ofBytes(bytes) ?? bytes;
    expect(ofBytes).toEqual(encodeDocument(projection?.ofDocument(decodeDocument(bytes)) ?? {}));
  }), { numRuns: 5000 });
});

test.each<[Document, Document]>([
  [{ a: 0, _id: 1 }, { _id: 1, b: 2 }],
  [{ a: 0, _id: 0 }, { b: 2 }],
  [{ _id: 1 }, { _id: 1 }],
  [{ _id: 0 }, { a: 1, b: 2 }],
])('%j keeps _id as it says', (specification, left) => {
  expect(project(specification, { _id: 1, a: 1, b: 2 })).toEqual(left);
});
