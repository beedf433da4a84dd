import { ObjectId } from 'bson';
import fc from 'fast-check';
import { Query } from 'mingo';
import { expect, test } from 'vitest';
import { decodeDocument } from '../bson/decode-document.ts';
import { encodeDocument } from '../bson/encode-document.ts';
import { RawDocument } from '../bson/raw-document.ts';
import type { Document, Value } from '../bson/values.ts';
import { compileFilter } from './compile-filter.ts';

const matches = (filter: Document, document: Document): boolean => compileFilter(filter)(new RawDocument(encodeDocument(document)));

const number = fc.integer({ min: -2, max: 2 });
const text = fc.constantFrom('a', 'b', 'ab');
const flat = fc.record({ a: fc.oneof(number, text), b: number, list: fc.array(number, { maxLength: 3 }), o: fc.record({ p: number }) });
const comparison = fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte');
const simple: fc.Arbitrary<Document> = fc.oneof(
  fc.tuple(fc.constantFrom('b', 'o.p', 'list'), comparison, number).map(([path, name, operand]): Document => ({ [path]: { [name]: operand } })),
  fc.tuple(fc.constantFrom('a', 'b', 'list'), fc.array(number, { minLength: 1, maxLength: 3 })).map(([path, operand]): Document => ({ [path]: { $in: operand } })),
  fc.tuple(fc.constantFrom('a', 'b', 'list'), fc.array(number, { minLength: 1, maxLength: 3 })).map(([path, operand]): Document => ({ [path]: { $nin: operand } })),
  fc.tuple(fc.constantFrom('a', 'nothing'), fc.boolean()).map(([path, operand]): Document => ({ [path]: { $exists: operand } })),
  fc.integer({ min: 0, max: 3 }).map((size): Document => ({ list: { $size: size } })),
  fc.tuple(number, number).map(([low, high]): Document => ({ list: { $elemMatch: { $gte: low, $lte: high } } })),
  text.map((prefix): Document => ({ a: { $regex: `^${prefix}` } })),
);
const filters = fc.oneof(simple, fc.tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(simple, { minLength: 1, maxLength: 3 })).map(([name, parts]): Document => ({ [name]: parts })));

test('where values are plain, the compiled filter and mingo agree', () => {
  fc.assert(fc.property(filters, flat, (filter, document) => {
    expect(matches(filter, document)).toBe(new Query(filter).test(document));
  }), { numRuns: 5000 });
});

test.each<[string, Document, Document]>([
  ['an id by its value', { k: new ObjectId('a'.repeat(24)) }, { k: new ObjectId('a'.repeat(24)) }],
  ['nothing at all', { k: null }, {}],
  ['an element by its position', { 'k.1': 2 }, { k: [1, 2] }],
  ['a field in any element', { 'k.v': { $gt: 1 } }, { k: [{ v: 1 }, { v: 2 }] }],
])('a filter finds %s', (_title, filter, document) => {
  expect(matches(filter, document)).toBe(true);
});


const anything: fc.Arbitrary<Value> = fc.oneof(number, text, fc.boolean(), fc.constant(null), fc.date({ noInvalidDate: true }), fc.array(number), fc.dictionary(text, number));

test('encoding and decoding give back what was there', () => {
  fc.assert(fc.property(fc.dictionary(fc.string().filter((name) => !name.includes('\0')), anything), (document) => {
    expect(decodeDocument(encodeDocument(document))).toEqual({ ...document });
  }));
});
