import type { Encodable } from '../bson/encode-document.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-definition.ts';

export function describeIdIndex(collection: Collection): Record<string, Encodable> {
  return { v: 2, key: { _id: 1 }, name: '_id_', ...(collection.collation ? { collation: collection.collation.spec } : {}) };
}

/** An index as listIndexes reports it. */
export const describeIndex = (index: Index): Record<string, Encodable> => ({ v: 2, ...index.spec });
