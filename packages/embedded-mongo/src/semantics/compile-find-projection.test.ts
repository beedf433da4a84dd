import fc from 'fast-check';
import { Query } from 'mingo';
import { expect, test } from 'vitest';
import type { Document } from '../bson/values.ts';
import { createEvaluation } from '../expression/evaluation.ts';
import { compileFindProjection } from './compile-find-projection.ts';

const evaluation = createEvaluation({ now: new Date(0) });
const project = (specification: Document, document: Document): Document => compileFindProjection(specification, {}, evaluation)?.(document) ?? document;
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
