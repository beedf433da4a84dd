import { bsonType } from './values.ts';
import { invalidBson } from './decode-document.ts';

const maxDepth = 180;

function checkString(bytes: Buffer, at: number, end: number): number {
  if (at + 4 > end) throw invalidBson('string length is cut off');
  const length = bytes.readInt32LE(at);
  const next = at + 4 + length;
  if (length < 1 || next > end || bytes[next - 1] !== 0) throw invalidBson('string length is wrong');
  return next;
}

function checkCString(bytes: Buffer, at: number, end: number): number {
  const zero = bytes.indexOf(0, at);
  if (zero < 0 || zero >= end) throw invalidBson('a name is not terminated');
  return zero + 1;
}

function checkBinary(bytes: Buffer, at: number, end: number): number {
  if (at + 5 > end) throw invalidBson('binary length is cut off');
  const length = bytes.readInt32LE(at);
  if (length < 0 || at + 5 + length > end) throw invalidBson('binary length is wrong');
  return at + 5 + length;
}

function checkCodeWithScope(bytes: Buffer, at: number, end: number, depth: number): number {
  if (at + 4 > end) throw invalidBson('code length is cut off');
  const next = at + bytes.readInt32LE(at);
  if (next > end || next < at + 14) throw invalidBson('code length is wrong');
  const scopeAt = checkString(bytes, at + 4, next);
  if (checkDocument(bytes, scopeAt, next, depth + 1) !== next) throw invalidBson('code length is wrong');
  return next;
}

function checkValue(bytes: Buffer, tag: number, at: number, end: number, depth: number): number {
  switch (tag) {
    case bsonType.double: case bsonType.date: case bsonType.timestamp: case bsonType.long: return at + 8;
    case bsonType.string: case bsonType.javascript: case bsonType.symbol: return checkString(bytes, at, end);
    case bsonType.object: case bsonType.array: return checkDocument(bytes, at, end, depth + 1);
    case bsonType.binData: return checkBinary(bytes, at, end);
    case bsonType.undefined: case bsonType.null: case bsonType.minKey: case bsonType.maxKey: return at;
    case bsonType.objectId: return at + 12;
    case bsonType.bool: {
      if ((bytes[at] ?? 2) > 1) throw invalidBson('a boolean is neither 0 nor 1');
      return at + 1;
    }
    case bsonType.regex: return checkCString(bytes, checkCString(bytes, at, end), end);
    case bsonType.javascriptWithScope: return checkCodeWithScope(bytes, at, end, depth);
    case bsonType.int: return at + 4;
    case bsonType.decimal: return at + 16;
    default: throw invalidBson(`type 0x${tag.toString(16)} is not supported`);
  }
}

/**
 * Walks the document at `start` and throws error 22 unless every length, terminator and type is sound and it ends by `limit`.
 * Returns the offset just past it. Nothing else in the engine re-checks bytes that passed here.
 */
export function checkDocument(bytes: Buffer, start: number, limit: number, depth = 0): number {
  if (depth > maxDepth) throw invalidBson('nested too deeply');
  if (start + 5 > limit) throw invalidBson('document is cut off');
  const end = start + bytes.readInt32LE(start);
  if (end > limit || end < start + 5) throw invalidBson('document length is wrong');
  let at = start + 4;
  for (;;) {
    const tag = bytes[at];
    if (tag === undefined || at >= end) throw invalidBson('document is not terminated');
    if (tag === 0) break;
    let nameEnd = at + 1;
    while (nameEnd < end && bytes[nameEnd] !== 0) nameEnd += 1;
    at = checkValue(bytes, tag, nameEnd + 1, end, depth);
  }
  if (at !== end - 1) throw invalidBson('document length is wrong');
  return end;
}
