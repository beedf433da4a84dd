import { createHash } from 'node:crypto';
import { CommandError } from '../errors.ts';
import { RawDocument, type DocumentView } from '../bson/raw-document.ts';
import { bsonType, BsonUndefined, getField, isDocument, type Value } from '../bson/values.ts';
import type { Index, IndexedPath } from './index-definition.ts';
import { KeyWriter } from './key-writer.ts';

/** lmdb's keys are at most 1,978 bytes: what an indexed value and a document's id may take of that. */
export const longestValueKey = 1200;
export const longestIdKey = 500;
const hashLength = 32;

const writer = new KeyWriter();

/** Cuts a key that is too long, keeping its beginning (order) and a hash of the whole (identity). */
function shorten(key: Buffer, longest: number): Buffer {
  if (key.length <= longest) return key;
  return Buffer.concat([key.subarray(0, longest - hashLength), createHash('sha256').update(key).digest()]);
}

/** How much of a too long key is kept verbatim. */
export const keptOfLongKey = longestValueKey - hashLength;

/** The id key of an _id whose value is already encoded. */
export const idKeyFromValueKey = (key: Buffer): Buffer => shorten(key, longestIdKey);

/** The bytes that stand for an _id in document keys and index entries. */
export function idKeyOf(id: Value, fold?: (text: string) => string): Buffer {
  writer.reset();
  writer.writeValue(id, fold);
  return shorten(writer.copy(), longestIdKey);
}

/** The same from raw BSON. `long` tells that the key's order is only approximate. */
export function idKeyOfRaw(bytes: Buffer, tag: number, at: number): { key: Buffer; long: boolean } {
  writer.reset();
  writer.writeRaw(bytes, tag, at);
  return { key: shorten(writer.copy(), longestIdKey), long: writer.length > longestIdKey };
}

/** The keys a document has in an index: the encoded values, without the index's prefix and the document's id. */
export interface DocumentKeys {
  readonly keys: readonly Buffer[];
  /** Per path, whether an array was met on the way. */
  readonly multikey: readonly boolean[] | undefined;
  readonly long: boolean;
}

const none: DocumentKeys = { keys: [], multikey: undefined, long: false };

/** One path's progress while arrays on it are taken apart. */
interface Cursor {
  readonly value: Value | undefined;
  readonly at: number;
}

const isIndexNumber = (text: string): boolean => /^(0|[1-9]\d*)$/.test(text);

/** Follows a path until its end or until an array that must be taken apart. */
function advance(path: IndexedPath, from: Cursor): Cursor {
  let { value, at } = from;
  while (at < path.parts.length) {
    const name = path.parts[at]?.text ?? '';
    if (Array.isArray(value)) {
      if (!isIndexNumber(name) || Number(name) >= value.length) return { value, at };
      value = value[Number(name)];
    } else {
      value = isDocument(value) ? getField(value, name) : undefined;
    }
    at += 1;
    if (value === undefined) return { value, at: path.parts.length };
  }
  return { value, at };
}

const arrayPrefix = (path: IndexedPath, at: number): string => path.parts.slice(0, at).map((part) => part.text).join('.');

/** All value tuples of a document, arrays taken apart; only one array may be met at a time. */
function expand(index: Index, cursors: readonly Cursor[], multikey: boolean[], emit: (values: (Value | undefined)[]) => void): void {
  const advanced = cursors.map((cursor, position) => (cursor.at < 0 ? cursor : advance(pathAt(index, position), cursor)));
  const onArray = advanced.flatMap((cursor, position) => (cursor.at >= 0 && Array.isArray(cursor.value) ? [position] : []));
  const first = onArray[0];
  if (first === undefined) return emit(advanced.map((cursor) => cursor.value));
  const prefix = arrayPrefix(pathAt(index, first), advanced[first]?.at ?? 0);
  for (const position of onArray) {
    multikey[position] = true;
    if (arrayPrefix(pathAt(index, position), advanced[position]?.at ?? 0) !== prefix) {
      throw new CommandError(171, `cannot index parallel arrays [${pathAt(index, position).parts.at(-1)?.text ?? ''}] [${pathAt(index, first).parts.at(-1)?.text ?? ''}]`);
    }
  }
  const array = advanced[first]?.value;
  if (!Array.isArray(array)) return;
  const elements: readonly (Value | undefined)[] = array.length === 0 ? [undefined] : array;
  for (const element of elements) {
    expand(index, advanced.map((cursor, position) => (onArray.includes(position) ? stepInto(index, position, cursor, element) : cursor)), multikey, emit);
  }
}

/** At the path's end an element counts as it is (at: -1 means finished), else the path goes on inside it. */
function stepInto(index: Index, position: number, cursor: Cursor, element: Value | undefined): Cursor {
  const atEnd = cursor.at >= pathAt(index, position).parts.length;
  if (atEnd) return { value: element === undefined ? new BsonUndefined() : element, at: -1 };
  if (Array.isArray(element)) return { value: undefined, at: -1 };
  return { value: element, at: cursor.at };
}

function pathAt(index: Index, position: number): IndexedPath {
  const path = index.paths[position];
  if (!path) throw new RangeError(`index ${index.name} has no field ${position}`);
  return path;
}

function encodeTuple(index: Index, values: readonly (Value | undefined)[]): { key: Buffer; long: boolean } {
  writer.reset();
  for (let position = 0; position < values.length; position += 1) {
    const start = writer.length;
    writer.writeValue(values[position] ?? null, index.collation?.fold);
    if (pathAt(index, position).descending) writer.invert(start);
  }
  return { key: shorten(writer.copy(), longestValueKey), long: writer.length > longestValueKey };
}

/** Scalars in top-level fields of raw BSON go straight into the key; undefined when the document needs the long way. */
function fastKeys(index: Index, document: RawDocument): DocumentKeys | undefined {
  let present = 0;
  writer.reset();
  for (const path of index.paths) {
    const name = path.parts[0];
    if (!name || path.parts.length > 1 || index.collation) return undefined;
    const field = document.find(name);
    if (field?.tag === bsonType.array) return undefined;
    const start = writer.length;
    if (field) {
      present += 1;
      writer.writeRaw(document.bytes, field.tag, field.at);
    } else {
      writer.writeValue(null);
    }
    if (path.descending) writer.invert(start);
  }
  if (index.sparse && present === 0) return none;
  const long = writer.length > longestValueKey;
  return { keys: [shorten(writer.copy(), longestValueKey)], multikey: undefined, long };
}

/** The keys of one document in one index, without duplicates. Throws 171 for parallel arrays. */
export function keysOfDocument(index: Index, document: DocumentView): DocumentKeys {
  if (index.partialFilter && !index.covers(document)) return none;
  if (document instanceof RawDocument) {
    const fast = fastKeys(index, document);
    if (fast) return fast;
  }
  const multikey = index.paths.map(() => false);
  const keys = new Map<string, Buffer>();
  let long = false;
  const start = index.paths.map((path): Cursor => {
    const name = path.parts[0];
    const value = name && document.get(name);
    return value === undefined ? { value, at: -1 } : { value, at: 1 };
  });
  expand(index, start, multikey, (values) => {
    if (index.sparse && values.every((value) => value === undefined)) return;
    const encoded = encodeTuple(index, values);
    long ||= encoded.long;
    keys.set(encoded.key.toString('latin1'), encoded.key);
  });
  return { keys: [...keys.values()], multikey, long };
}
