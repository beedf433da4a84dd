import fc from 'fast-check';
import { updateOne, type Modifier } from 'mingo/updater';
import { expect, test } from 'vitest';
import { decodeDocument } from '../bson/decode-document.ts';
import { encodeDocument } from '../bson/encode-document.ts';
import type { Document, Value } from '../bson/values.ts';
import { createEvaluation } from '../expression/evaluation.ts';
import { compileUpdate } from './compile-update.ts';

const evaluation = createEvaluation({ now: new Date(0) });

/** As a stored document is updated: only the fields that an update touches are read and written. */
function apply(update: Document, document: Document, arrayFilters?: Value): Document {
  const { touched, apply: change } = compileUpdate(update, { filter: {}, arrayFilters, evaluation, now: new Date(0) });
  const bytes = encodeDocument(document);
  const original = (): Document => decodeDocument(bytes);
  return touched ? decodeDocument(touched.patch(bytes, change(touched.read(bytes), false, original))) : change(original(), false, original);
}

function applyByMingo(update: Document, document: Document, arrayFilters?: Document[]): Document {
  const documents = [decodeDocument(encodeDocument(document))];
  updateOne(documents, {}, update as Modifier<Document>, { cloneMode: 'deep', ...(arrayFilters ? { arrayFilters } : {}) }); // an update is an update
  return documents[0] ?? {};
}

const number = fc.integer({ min: -3, max: 3 });
const positive = fc.integer({ min: 1, max: 3 });
const list = fc.array(number, { maxLength: 4 });
/** mingo's $addToSet adds nothing to a list that has doubles already. */
const set = fc.uniqueArray(number, { maxLength: 4 });
const documents = fc.record({ _id: number, a: number, list, set, o: fc.record({ p: number, q: number }), s: fc.constantFrom('x', 'y'), rows: fc.array(fc.record({ v: number }), { maxLength: 3 }) });
const numberPath = fc.constantFrom('a', 'o.p', 'missing', 'o.missing', 'new.deep');
const on = (operator: string, path: fc.Arbitrary<string>, operand: fc.Arbitrary<Value>): fc.Arbitrary<Document> => fc.tuple(path, operand).map(([name, value]): Document => ({ [operator]: { [name]: value } }));
const updates: fc.Arbitrary<Document> = fc.oneof(
  on('$set', fc.constantFrom('a', 'o', 'o.q', 'list.0', 'new.deep'), number),
  on('$inc', numberPath, number),
  on('$mul', fc.constantFrom('a', 'o.p'), positive),
  on('$min', numberPath, number),
  on('$max', numberPath, number),
  on('$unset', fc.constantFrom('a', 'o.p', 'list', 'missing', 'o'), fc.constant('')),
  on('$rename', fc.constantFrom('s', 'missing'), fc.constantFrom('t', 'o.t')),
  on('$push', fc.constantFrom('list', 'fresh'), number),
  on('$push', fc.constant('list'), fc.record({ $each: list, $sort: fc.constantFrom(1, -1), $slice: positive })),
  on('$push', fc.constant('list'), fc.record({ $each: list, $position: fc.constant(0) })),
  on('$addToSet', fc.constant('set'), number),
  on('$pull', fc.constant('list'), fc.oneof(number, number.map((low): Document => ({ $gte: low })))),
  on('$pull', fc.constant('rows'), number.map((v): Document => ({ v }))),
  on('$pullAll', fc.constant('list'), list),
  on('$pop', fc.constant('list'), fc.constantFrom(1, -1)),
);

test('where values are plain, updates do what mingo does', () => {
  fc.assert(fc.property(updates, documents, (update, document) => {
    expect(apply(update, document)).toEqual(applyByMingo(update, document));
  }), { numRuns: 3000 });
});

test('where values are plain, array filters choose the elements that mingo chooses', () => {
  fc.assert(fc.property(documents, number, number, (document, low, by) => {
    const [update, filters]: [Document, Document[]] = [{ $inc: { 'list.$[e]': by, 'rows.$[row].v': by } }, [{ e: { $gte: low } }, { 'row.v': { $lt: low } }]];
    expect(apply(update, document, filters)).toEqual(applyByMingo(update, document, filters));
  }), { numRuns: 1000 });
});

test.each<[string, Document, Document, string[]]>([
  ['stays where it was', { $set: { b: 9 } }, { _id: 1, a: 1, b: 2, c: 3 }, ['_id', 'a', 'b', 'c']],
  ['comes last when it is new', { $set: { n: 9, a: 2 } }, { _id: 1, a: 1, b: 2 }, ['_id', 'a', 'b', 'n']],
  ['leaves no gap when it goes', { $unset: { a: '' } }, { _id: 1, a: 1, b: 2 }, ['_id', 'b']],
])('a field that an update touches %s', (_title, update, document, names) => {
  expect(Object.keys(apply(update, document))).toEqual(names);
});
