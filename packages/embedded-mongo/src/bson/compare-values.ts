import type { Binary } from 'bson';
import { compareDecimals } from './decimal.ts';
import { toDecimal, toNumber, type Numeric } from './arithmetic.ts';
import { arrayRank, isBsonType, isDocument, isNumeric, numberRank, typeRank, typeTag, type Document, type Value } from './values.ts';

/** How strings compare; the simple comparison is by UTF-8 bytes. */
export type CompareStrings = (left: string, right: string) => number;

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/** Orders two strings as their UTF-8 bytes would. */
export function compareBytewise(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) {
      if (isSurrogate(a) !== isSurrogate(b)) return isSurrogate(a) ? 1 : -1;
      return a < b ? -1 : 1;
    }
  }
  return left.length < right.length ? -1 : 1;
}

function order(left: number | bigint, right: number | bigint): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Exact order across int, long, double and decimal; NaN is below every number. */
function compareNumbers(left: Numeric, right: Numeric): number {
  if (typeof left === 'number' && typeof right === 'number') {
    if (left < right) return -1;
    if (left > right) return 1;
    return left === right ? 0 : Number(Number.isNaN(right)) - Number(Number.isNaN(left));
  }
  if (isBsonType(left, 'Decimal128') || isBsonType(right, 'Decimal128')) return compareDecimals(toDecimal(left), toDecimal(right));
  if (!isBsonType(left, 'Long') && !isBsonType(right, 'Long')) return compareNumbers(toNumber(left), toNumber(right));
  const a = isBsonType(left, 'Long') ? left.toBigInt() : toNumber(left);
  const b = isBsonType(right, 'Long') ? right.toBigInt() : toNumber(right);
  if (Number.isNaN(a)) return -1;
  if (Number.isNaN(b)) return 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareBinaries(left: Binary, right: Binary): number {
  return order(left.position, right.position) || order(left.sub_type, right.sub_type)
    || Buffer.compare(left.buffer.subarray(0, left.position), right.buffer.subarray(0, right.position));
}

function compareArrays(left: readonly Value[], right: readonly Value[], strings: CompareStrings): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const result = compareValues(left[index] ?? null, right[index] ?? null, strings);
    if (result !== 0) return result;
  }
  return order(left.length, right.length);
}

function compareDocuments(left: Document, right: Document, strings: CompareStrings): number {
  const leftFields = Object.entries(left);
  const rightFields = Object.entries(right);
  const length = Math.min(leftFields.length, rightFields.length);
  for (let index = 0; index < length; index += 1) {
    const [leftName, leftValue] = leftFields[index] ?? ['', null];
    const [rightName, rightValue] = rightFields[index] ?? ['', null];
    const result = order(typeRank(leftValue), typeRank(rightValue)) || compareBytewise(leftName, rightName) || compareValues(leftValue, rightValue, strings);
    if (result !== 0) return result;
  }
  return order(leftFields.length, rightFields.length);
}

function compareOthers(left: Value, right: Value, strings: CompareStrings): number {
  if (isBsonType(left, 'ObjectId') && isBsonType(right, 'ObjectId')) return Buffer.compare(left.id, right.id);
  if (isBsonType(left, 'Binary') && isBsonType(right, 'Binary')) return compareBinaries(left, right);
  if (left instanceof Date && right instanceof Date) return order(left.getTime(), right.getTime());
  if (isBsonType(left, 'Timestamp') && isBsonType(right, 'Timestamp')) return order(left.high >>> 0, right.high >>> 0) || order(left.low >>> 0, right.low >>> 0);
  if (isBsonType(left, 'BSONRegExp') && isBsonType(right, 'BSONRegExp')) return compareBytewise(left.pattern, right.pattern) || compareBytewise(left.options, right.options);
  if (isBsonType(left, 'Code') && isBsonType(right, 'Code')) return compareBytewise(left.code, right.code) || compareValues(left.scope ?? {}, right.scope ?? {}, strings);
  return 0;
}

const textOf = (value: Value): string => (typeof value === 'string' ? value : isBsonType(value, 'BSONSymbol') ? value.value : '');

/**
 * MongoDB's total order over all BSON values (manual: "Comparison/Sort Order"), each value as a whole:
 * an array compares as an array. Null and undefined differ here.
 */
export function compareValues(left: Value, right: Value, strings: CompareStrings = compareBytewise): number {
  if (typeof left === 'string' && typeof right === 'string') return strings(left, right);
  if (typeof left === 'number' && typeof right === 'number') return compareNumbers(left, right);
  const rank = typeRank(left);
  const byRank = order(rank, typeRank(right));
  if (byRank !== 0) return byRank;
  if (rank === numberRank) return isNumeric(left) && isNumeric(right) ? compareNumbers(left, right) : 0;
  if (rank === arrayRank) return Array.isArray(left) && Array.isArray(right) ? compareArrays(left, right, strings) : 0;
  if (isDocument(left) && isDocument(right)) return compareDocuments(left, right, strings);
  if (typeof left === 'boolean' && typeof right === 'boolean') return order(Number(left), Number(right));
  if (typeTag(left) === 14 || typeTag(right) === 14) return strings(textOf(left), textOf(right));
  return compareOthers(left, right, strings);
}

export function equalValues(left: Value, right: Value, strings: CompareStrings = compareBytewise): boolean {
  return compareValues(left, right, strings) === 0;
}
