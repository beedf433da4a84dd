import { sameCollation, type Collation } from '../bson/collation.ts';
import { isBsonType, type Document, type Value } from '../bson/values.ts';
import type { Found } from '../planner/scan-plan.ts';
import type { Collection } from '../storage/collection.ts';
import { idKeyIn } from '../storage/document-writer.ts';
import type { Index } from '../storage/index-definition.ts';
import { longestValueKey } from '../storage/index-keys.ts';
import { encodeKey } from '../storage/key-writer.ts';
import { documentKey } from '../storage/key-space.ts';
import type { Reader } from '../storage/store.ts';

/** A value that a filter finds by its key and nothing else: no array, no pattern, no operator, and not null, which a missing field equals. */
const isPlain = (value: Value | undefined): value is Value =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value instanceof Date || isBsonType(value, 'ObjectId') || isBsonType(value, 'Long');

const hasOnePath = (index: Index, path: string, collation: Collation | undefined): boolean =>
  index.unique && index.ready && !index.hidden && !index.hasLongKeys && index.partialFilter === undefined
  && index.paths.length === 1 && index.paths[0]?.path === path && !/(^|\.)\d+(\.|$)/.test(path) && sameCollation(index.collation, collation);

function read(reader: Reader, collection: Collection, idKey: Buffer | undefined): Found | undefined {
  const bytes = idKey && reader.get(documentKey(collection.id, idKey));
  return bytes && { idKey, bytes };
}

/**
 * The way most documents are asked for: by one value of _id or of a unique field. Needs neither plan nor filter, and finds
 * what they would. Undefined when the filter is anything else.
 */
export function lookUp(reader: Reader, collection: Collection, filter: Document, collation: Collation | undefined): { readonly found: Found | undefined } | undefined {
  const [path, ...others] = Object.keys(filter);
  const value = path === undefined ? undefined : filter[path];
  if (path === undefined || others.length > 0 || !isPlain(value)) return undefined;
  if (path === '_id') return sameCollation(collection.collation, collation) ? { found: read(reader, collection, idKeyIn(collection, value)) } : undefined;
  const index = collection.indexes.find((each) => hasOnePath(each, path, collation));
  if (!index) return undefined;
  const key = encodeKey(value, index.collation?.fold, index.prefix);
  if (key.length > index.prefix.length + longestValueKey) return { found: undefined }; // the index has no long keys
  const entry = reader.peek(key);
  return { found: read(reader, collection, entry && Buffer.from(entry)) };
}
