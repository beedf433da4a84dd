import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { CommandError } from '../errors.ts';
import { BsonUndefined, bsonType, isDocument, isInt32, setField, type Document, type Value } from './values.ts';

export const invalidBson = (why: string): CommandError => new CommandError(22, `invalid BSON: ${why}`);

/** Offset just past the value of type `tag` that begins at `at`. Assumes validated bytes. */
export function endOfValue(bytes: Buffer, tag: number, at: number): number {
  switch (tag) {
    case bsonType.double: case bsonType.date: case bsonType.timestamp: case bsonType.long: return at + 8;
    case bsonType.string: case bsonType.javascript: case bsonType.symbol: return at + 4 + bytes.readInt32LE(at);
    case bsonType.object: case bsonType.array: case bsonType.javascriptWithScope: return at + bytes.readInt32LE(at);
    case bsonType.binData: return at + 5 + bytes.readInt32LE(at);
    case bsonType.undefined: case bsonType.null: case bsonType.minKey: case bsonType.maxKey: return at;
    case bsonType.objectId: return at + 12;
    case bsonType.bool: return at + 1;
    case bsonType.regex: return bytes.indexOf(0, bytes.indexOf(0, at) + 1) + 1;
    case bsonType.int: return at + 4;
    case bsonType.decimal: return at + 16;
    case bsonType.dbPointer: return at + 4 + bytes.readInt32LE(at) + 12;
    default: throw invalidBson(`unknown type 0x${tag.toString(16)}`);
  }
}

function decodeDouble(value: number): number | Double {
  return isInt32(value) || Object.is(value, -0) ? new Double(value) : value;
}

function decodeBinary(bytes: Buffer, at: number): Binary {
  const length = bytes.readInt32LE(at);
  const subType = bytes[at + 4] ?? 0;
  return new Binary(Buffer.from(bytes.subarray(at + 5, at + 5 + length)), subType);
}

function decodeRegex(bytes: Buffer, at: number): BSONRegExp {
  const patternEnd = bytes.indexOf(0, at);
  const flagsEnd = bytes.indexOf(0, patternEnd + 1);
  return new BSONRegExp(bytes.toString('utf8', at, patternEnd), bytes.toString('latin1', patternEnd + 1, flagsEnd));
}

function decodeCodeWithScope(bytes: Buffer, at: number): Code {
  const length = bytes.readInt32LE(at + 4);
  return new Code(bytes.toString('utf8', at + 8, at + 8 + length - 1), decodeDocument(bytes, at + 8 + length));
}

/** The value of type `tag` at `at`; every BSON type survives exactly. Assumes validated bytes; copies what it returns. */
export function decodeValue(bytes: Buffer, tag: number, at: number): Value {
  switch (tag) {
    case bsonType.double: return decodeDouble(bytes.readDoubleLE(at));
    case bsonType.string: return bytes.toString('utf8', at + 4, at + 3 + bytes.readInt32LE(at));
    case bsonType.object: return decodeDocument(bytes, at);
    case bsonType.array: return decodeArray(bytes, at);
    case bsonType.binData: return decodeBinary(bytes, at);
    case bsonType.undefined: return new BsonUndefined();
    case bsonType.objectId: return new ObjectId(Buffer.from(bytes.subarray(at, at + 12)));
    case bsonType.bool: return bytes[at] === 1;
    case bsonType.date: return new Date(Number(bytes.readBigInt64LE(at)));
    case bsonType.null: return null;
    case bsonType.regex: return decodeRegex(bytes, at);
    case bsonType.javascript: return new Code(bytes.toString('utf8', at + 4, at + 3 + bytes.readInt32LE(at)));
    case bsonType.symbol: return new BSONSymbol(bytes.toString('utf8', at + 4, at + 3 + bytes.readInt32LE(at)));
    case bsonType.javascriptWithScope: return decodeCodeWithScope(bytes, at);
    case bsonType.int: return bytes.readInt32LE(at);
    case bsonType.timestamp: return new Timestamp({ i: bytes.readUInt32LE(at), t: bytes.readUInt32LE(at + 4) });
    case bsonType.long: return new Long(bytes.readInt32LE(at), bytes.readInt32LE(at + 4));
    case bsonType.decimal: return new Decimal128(Buffer.from(bytes.subarray(at, at + 16)));
    case bsonType.minKey: return new MinKey();
    case bsonType.maxKey: return new MaxKey();
    default: throw invalidBson(`type 0x${tag.toString(16)} is not supported`);
  }
}

function decodeArray(bytes: Buffer, start: number): Value[] {
  const values: Value[] = [];
  let at = start + 4;
  for (let tag = bytes[at]; tag !== undefined && tag !== 0; tag = bytes[at]) {
    const valueAt = bytes.indexOf(0, at + 1) + 1;
    values.push(decodeValue(bytes, tag, valueAt));
    at = endOfValue(bytes, tag, valueAt);
  }
  return values;
}

/** Decodes the document that begins at `start`. Assumes validated bytes. */
export function decodeDocument(bytes: Buffer, start = 0): Document {
  const document: Document = {};
  let at = start + 4;
  for (let tag = bytes[at]; tag !== undefined && tag !== 0; tag = bytes[at]) {
    const nameEnd = bytes.indexOf(0, at + 1);
    setField(document, bytes.toString('utf8', at + 1, nameEnd), decodeValue(bytes, tag, nameEnd + 1));
    at = endOfValue(bytes, tag, nameEnd + 1);
  }
  return document;
}

/** A copy that shares nothing mutable with the original. BSON scalars are immutable here and shared. */
export function cloneValue<T extends Value>(value: T): T;
export function cloneValue(value: Value): Value {
  if (Array.isArray(value)) return value.map((item) => cloneValue(item));
  if (!isDocument(value)) return value;
  const copy: Document = {};
  for (const [name, item] of Object.entries(value)) setField(copy, name, cloneValue(item));
  return copy;
}
