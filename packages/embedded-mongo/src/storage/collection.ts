import type { Binary } from 'bson';
import { parseCollation, type Collation } from '../bson/collation.ts';
import type { Encodable } from '../bson/encode-document.ts';
import { isBsonType, isDocument, type Document, type Value } from '../bson/values.ts';
import { indexFromStored, storedFromIndex, type Index } from './index-definition.ts';

/** A collection as it lives in memory. Counts and flags are written with every transaction that changes them. */
export interface Collection {
  readonly id: number;
  readonly database: string;
  name: string;
  readonly uuid: Binary;
  options: Document;
  readonly collation: Collation | undefined;
  readonly view: { on: string; pipeline: Value[] } | undefined;
  /** Secondary indexes; the documents themselves are kept in the order of _id. */
  indexes: Index[];
  hasLongIds: boolean;
  count: number;
  bytes: number;
  /** Grows with every change of a document: an unchanged number proves that what was read still holds. */
  changes: number;
  dropped: boolean;
}

function storedIndexes(value: Value | undefined): Index[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isDocument).map((stored) => indexFromStored({
    id: Number(stored['id']),
    spec: isDocument(stored['spec']) ? stored['spec'] : {},
    multikey: Array.isArray(stored['multikey']) ? stored['multikey'].map((flag) => flag === true) : [],
    hasLongKeys: stored['hasLongKeys'] === true,
    ready: stored['ready'] === true,
  }));
}

function viewOf(options: Document): Collection['view'] {
  const on = options['viewOn'];
  const pipeline = options['pipeline'];
  return typeof on === 'string' ? { on, pipeline: Array.isArray(pipeline) ? pipeline : [] } : undefined;
}

/** A collection as it is when it has just been made. */
export function newCollection(given: Pick<Collection, 'id' | 'database' | 'name' | 'uuid' | 'options'>): Collection {
  const { options } = given;
  return { ...given, collation: parseCollation(options['collation']), view: viewOf(options), indexes: [], hasLongIds: false, count: 0, bytes: 0, changes: 0, dropped: false };
}

/** A collection from its stored definition and counts. */
export function collectionFromStored(id: number, stored: Document, counts: Buffer | undefined, makeUuid: () => Binary): Collection {
  const options = isDocument(stored['options']) ? stored['options'] : {};
  const uuid = isBsonType(stored['uuid'], 'Binary') ? stored['uuid'] : makeUuid();
  return {
    ...newCollection({ id, database: String(stored['database']), name: String(stored['name']), uuid, options }),
    indexes: storedIndexes(stored['indexes']),
    hasLongIds: stored['hasLongIds'] === true,
    count: counts?.readDoubleBE(0) ?? 0,
    bytes: counts?.readDoubleBE(8) ?? 0,
  };
}

/** What is stored of a collection's definition; its counts are kept apart. */
export function storedFromCollection({ database, name, uuid, options, hasLongIds, indexes }: Collection): Record<string, Encodable> {
  return { database, name, uuid, options, hasLongIds, indexes: indexes.map((index) => ({ ...storedFromIndex(index) })) };
}
