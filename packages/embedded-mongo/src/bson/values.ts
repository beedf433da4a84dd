import type { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';

/** BSON's deprecated `undefined` (0x06); JavaScript's `undefined` always means a missing field here. */
export class BsonUndefined {
  readonly _bsontype = 'BsonUndefined';
}

/**
 * A BSON value as the engine holds it. A plain `number` is an int32 when it is an integer in int32 range
 * and a double otherwise; `Double` is used only for the doubles a plain number would turn into an int32.
 */
export type Value =
  | null | boolean | string | number | Date
  | Double | Long | Decimal128 | ObjectId | Binary | Timestamp | BSONRegExp | BSONSymbol | Code | MinKey | MaxKey | BsonUndefined
  | Document | Value[];

export interface Document {
  [field: string]: Value;
}

/** BSON type bytes (https://bsonspec.org/spec.html). */
export const bsonType = {
  double: 1, string: 2, object: 3, array: 4, binData: 5, undefined: 6, objectId: 7, bool: 8, date: 9, null: 10,
  regex: 11, dbPointer: 12, javascript: 13, symbol: 14, javascriptWithScope: 15, int: 16, timestamp: 17, long: 18, decimal: 19,
  maxKey: 127, minKey: 255,
} as const;

const tagByClass: Readonly<Record<string, number>> = {
  Double: 1, Binary: 5, BsonUndefined: 6, ObjectId: 7, BSONRegExp: 11, Code: 13, BSONSymbol: 14, Int32: 16, Timestamp: 17,
  Long: 18, Decimal128: 19, MaxKey: 127, MinKey: 255,
};

const aliasByTag: Readonly<Record<number, string>> = {
  1: 'double', 2: 'string', 3: 'object', 4: 'array', 5: 'binData', 6: 'undefined', 7: 'objectId', 8: 'bool', 9: 'date', 10: 'null',
  11: 'regex', 12: 'dbPointer', 13: 'javascript', 14: 'symbol', 15: 'javascriptWithScope', 16: 'int', 17: 'timestamp', 18: 'long',
  19: 'decimal', 127: 'maxKey', 255: 'minKey',
};

/** True for an embedded document: a plain object, never an array or a BSON class. */
export function isDocument(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export const isInt32 = (value: number): boolean => (value | 0) === value && !Object.is(value, -0);

/** The BSON type byte a value is written with. */
export function typeTag(value: Value): number {
  switch (typeof value) {
    case 'string': return bsonType.string;
    case 'number': return isInt32(value) ? bsonType.int : bsonType.double;
    case 'boolean': return bsonType.bool;
    default: break;
  }
  if (value === null) return bsonType.null;
  if (Array.isArray(value)) return bsonType.array;
  if (isDocument(value)) return bsonType.object;
  if (value instanceof Date) return bsonType.date;
  if (value instanceof BsonUndefined) return bsonType.undefined;
  if (value._bsontype === 'Code' && value.scope) return bsonType.javascriptWithScope;
  return tagByClass[value._bsontype] ?? bsonType.undefined;
}

/** MongoDB's alias of a type, as `$type` and error messages use it. */
export function typeAlias(value: Value | undefined): string {
  return value === undefined ? 'missing' : aliasOfTag(typeTag(value));
}

export const aliasOfTag = (tag: number): string => aliasByTag[tag] ?? 'unknown';

const rankByTag: Readonly<Record<number, number>> = {
  255: 1, 6: 5, 10: 10, 1: 20, 16: 20, 18: 20, 19: 20, 2: 30, 14: 30, 3: 40, 4: 50, 5: 60, 7: 70, 8: 80, 9: 90, 17: 95,
  11: 100, 12: 105, 13: 110, 15: 115, 127: 250,
};

/** The place of a value's type in MongoDB's comparison order; equal for types that compare with each other. */
export function typeRank(value: Value): number {
  return rankByTag[typeTag(value)] ?? 5;
}

export const rankOfTag = (tag: number): number => rankByTag[tag] ?? 5;

export const numberRank = 20;
export const arrayRank = 50;

export function isBsonType<Name extends 'Double' | 'Long' | 'Decimal128' | 'ObjectId' | 'Binary' | 'Timestamp' | 'BSONRegExp' | 'Code' | 'BSONSymbol' | 'MinKey' | 'MaxKey'>(
  value: Value | undefined,
  name: Name,
): value is Extract<Value, { _bsontype: Name }> {
  return typeof value === 'object' && value !== null && !isDocument(value) && '_bsontype' in value && value._bsontype === name;
}

export function isNumeric(value: Value | undefined): value is number | Double | Long | Decimal128 {
  return typeof value === 'number' || isBsonType(value, 'Long') || isBsonType(value, 'Double') || isBsonType(value, 'Decimal128');
}

/** Sets a field so that a name such as `__proto__` becomes an ordinary own field. */
export function setField(target: Document, name: string, value: Value): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  else target[name] = value;
}

/** An own field's value, undefined when the field is missing. */
export function getField(target: Document, name: string): Value | undefined {
  return Object.hasOwn(target, name) ? target[name] : undefined;
}
