import fc from 'fast-check';
import { Binary, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { expect, test } from 'vitest';
import { compareValues } from '../bson/compare-values.ts';
import type { Value } from '../bson/values.ts';
import { encodeKey } from './key-writer.ts';

const numbers: fc.Arbitrary<Value> = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.double().map((value) => new Double(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc.constantFrom(2n ** 53n, 2n ** 53n + 1n, 2n ** 53n - 1n, -(2n ** 53n) - 1n, 2n ** 62n + 1n).map((value) => Long.fromBigInt(value)),
  fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: -30, max: 30 })).map(([digits, exponent]) => Decimal128.fromString(`${digits}E${exponent}`)),
  fc.constantFrom('0.1', '0.10', '1e6000', '-1e6000', 'NaN', 'Infinity', '-Infinity', '9007199254740993', '1', '-0').map((text) => Decimal128.fromString(text)),
);
const scalars: fc.Arbitrary<Value> = fc.oneof(
  numbers,
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\0', 'a\0', 'a', 'a\0b', '\uffff', '\u{10000}'),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 6 }).map((bytes) => new Binary(bytes)),
  fc.tuple(fc.nat(), fc.nat()).map(([t, i]) => new Timestamp({ t, i })),
  fc.constantFrom(new MinKey(), new MaxKey()),
);
const values = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, scalars, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b', 'ab', 'c'), tie('value'), { maxKeys: 3, noNullPrototype: true })),
})).value;

test('the order of encoded keys is the order of the values', () => {
  fc.assert(fc.property(values, values, (left, right) => {
    expect(Math.sign(Buffer.compare(encodeKey(left), encodeKey(right)))).toBe(compareValues(left, right));
  }), { numRuns: 3000 });
});

test('numbers of different types that are equal have one key', () => {
  fc.assert(fc.property(numbers, numbers, (left, right) => {
    expect(Math.sign(Buffer.compare(encodeKey(left), encodeKey(right)))).toBe(compareValues(left, right));
  }), { numRuns: 5000 });
});

test('no key is a prefix of another', () => {
  fc.assert(fc.property(values, values, (left, right) => {
    const a = encodeKey(left);
    const b = encodeKey(right);
    expect(a.equals(b) || !b.subarray(0, a.length).equals(a)).toBe(true);
  }), { numRuns: 2000 });
});
