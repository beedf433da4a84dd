import { CommandError } from '../errors.ts';
import { printDocument } from '../bson/print-value.ts';
import { isDocument, type Document } from '../bson/values.ts';
import { RawDocument } from '../bson/raw-document.ts';
import { readPath } from '../semantics/read-path.ts';
import type { Collection } from './collection.ts';
import type { Index } from './index-definition.ts';

/** The value the colliding key stands for, as keyValue reports it: a missing field counts as null. */
function keyValueOf(paths: readonly string[], bytes: Buffer): Document {
  const view = new RawDocument(bytes);
  return Object.fromEntries(paths.map((path) => [path, readPath(view.whole(), path) ?? null]));
}

/** Error 11000 in MongoDB's exact shape. */
export function duplicateKey(collection: Collection, index: Index | undefined, bytes: Buffer): CommandError {
  const keyPattern: Document = index && isDocument(index.spec['key']) ? index.spec['key'] : { _id: 1 };
  const keyValue = keyValueOf(Object.keys(keyPattern), bytes);
  const collation = index ? index.collation : collection.collation;
  const message = `E11000 duplicate key error collection: ${collection.database}.${collection.name} index: ${index?.name ?? '_id_'} dup key: ${printDocument(keyValue)}`;
  return new CommandError(11000, message, { keyPattern, keyValue, ...(collation ? { collation: collation.spec } : {}) });
}
