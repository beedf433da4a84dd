import { ObjectId } from 'bson';
import { endOfValue } from '../bson/decode-document.ts';
import { bsonType } from '../bson/values.ts';
import { CommandError } from '../errors.ts';

/** MongoDB's limit for one document, in bytes. */
export const largestDocument = 16 * 1024 * 1024;

const idBytes = Buffer.from('_id\0');

interface Element {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

function findId(bytes: Buffer): Element | undefined {
  let at = 4;
  for (let tag = bytes[at]; tag !== undefined && tag !== 0; tag = bytes[at]) {
    const nameEnd = bytes.indexOf(0, at + 1);
    const end = endOfValue(bytes, tag, nameEnd + 1);
    if (nameEnd - at === idBytes.length && bytes.compare(idBytes, 0, idBytes.length, at + 1, nameEnd + 1) === 0) return { tag, start: at, end };
    at = end;
  }
  return undefined;
}

function generatedId(): Buffer {
  return Buffer.concat([Buffer.from([bsonType.objectId]), idBytes, new ObjectId().id]);
}

/** The document as it is stored: with an _id, as its first field. Throws 53 for an _id that can't be one and 10334 for too large a document. */
export function prepareInsert(bytes: Buffer): Buffer {
  if (bytes.length > largestDocument) throw new CommandError(10334, `object to insert too large. size in bytes: ${bytes.length}, max size: ${largestDocument}`);
  const id = findId(bytes);
  if (id?.tag === bsonType.array) throw new CommandError(53, "The '_id' value cannot be of type array");
  if (id?.tag === bsonType.regex) throw new CommandError(53, "The '_id' value cannot be of type regex");
  if (id?.tag === bsonType.undefined) throw new CommandError(53, "The '_id' value cannot be of type undefined");
  if (id?.start === 4) return bytes;
  const first = id ? bytes.subarray(id.start, id.end) : generatedId();
  const rest = id ? [bytes.subarray(4, id.start), bytes.subarray(id.end)] : [bytes.subarray(4)];
  const result = Buffer.concat([bytes.subarray(0, 4), first, ...rest]);
  result.writeInt32LE(result.length, 0);
  return result;
}
