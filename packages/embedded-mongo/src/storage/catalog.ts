import type { Binary } from 'bson';
import { parseCollation, type Collation } from '../bson/collation.ts';
import { decodeDocument } from '../bson/decode-document.ts';
import { encodeDocument } from '../bson/encode-document.ts';
import { isBsonType, isDocument, type Document, type Value } from '../bson/values.ts';
import { indexFromStored, storedFromIndex, type Index } from './index-definition.ts';
import { allCollections, collectionKey, countsKey, documentsPrefix, entriesPrefix, garbageKey, nextIdKey } from './key-space.ts';
import type { Reader, Store, Writer } from './store.ts';

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

const oneByte = Buffer.from([1]);

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

/** Which databases, collections and indexes exist. */
export class Catalog {
  private readonly store: Store;
  private readonly makeUuid: () => Binary;
  private databases = new Map<string, Map<string, Collection>>();
  private nextId = 1;
  private readonly counted = new Set<Collection>();

  constructor(store: Store, makeUuid: () => Binary) {
    this.store = store;
    this.makeUuid = makeUuid;
    this.load();
    store.beforeCommit(() => this.saveCounts(store));
    store.afterRollback(() => this.load());
  }

  /** Reads everything from disk; objects handed out before keep their identity where the collection still exists. */
  private load(): void {
    const known = new Map([...this.all()].map((collection) => [collection.id, collection]));
    this.databases = new Map();
    this.counted.clear();
    for (const { key, value } of this.store.entries(allCollections())) {
      const loaded = this.read(this.store, key.readUInt32BE(1), decodeDocument(value));
      const existing = known.get(loaded.id);
      if (existing) Object.assign(existing, { ...loaded, changes: existing.changes + 1 });
      this.add(existing ?? loaded);
      known.delete(loaded.id);
    }
    for (const gone of known.values()) gone.dropped = true;
    this.nextId = this.store.get(nextIdKey())?.readUInt32BE(0) ?? 1;
  }

  private read(reader: Reader, id: number, stored: Document): Collection {
    const options = isDocument(stored['options']) ? stored['options'] : {};
    const counts = reader.get(countsKey(id));
    return {
      id,
      database: String(stored['database']),
      name: String(stored['name']),
      uuid: isBsonType(stored['uuid'], 'Binary') ? stored['uuid'] : this.makeUuid(),
      options,
      collation: parseCollation(options['collation']),
      view: viewOf(options),
      indexes: storedIndexes(stored['indexes']),
      hasLongIds: stored['hasLongIds'] === true,
      count: counts?.readDoubleBE(0) ?? 0,
      bytes: counts?.readDoubleBE(8) ?? 0,
      changes: 0,
      dropped: false,
    };
  }

  private add(collection: Collection): void {
    const collections = this.databases.get(collection.database) ?? new Map<string, Collection>();
    this.databases.set(collection.database, collections);
    collections.set(collection.name, collection);
  }

  find(database: string, name: string): Collection | undefined {
    return this.databases.get(database)?.get(name);
  }

  databaseNames(): string[] {
    return [...this.databases.keys()].sort();
  }

  collectionsOf(database: string): Collection[] {
    return [...(this.databases.get(database)?.values() ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  *all(): Iterable<Collection> {
    for (const collections of this.databases.values()) yield* collections.values();
  }

  private takeId(writer: Writer): number {
    const id = this.nextId;
    this.nextId += 1;
    const value = Buffer.alloc(4);
    value.writeUInt32BE(this.nextId);
    writer.put(nextIdKey(), value);
    return id;
  }

  create(writer: Writer, database: string, name: string, options: Document): Collection {
    const collection: Collection = {
      id: this.takeId(writer), database, name, uuid: this.makeUuid(), options, collation: parseCollation(options['collation']),
      view: viewOf(options), indexes: [], hasLongIds: false, count: 0, bytes: 0, changes: 0, dropped: false,
    };
    this.add(collection);
    this.save(writer, collection);
    return collection;
  }

  /** Writes the collection's definition. */
  save(writer: Writer, collection: Collection): void {
    writer.put(collectionKey(collection.id), encodeDocument({
      database: collection.database, name: collection.name, uuid: collection.uuid, options: collection.options,
      hasLongIds: collection.hasLongIds,
      indexes: collection.indexes.map((index) => ({ ...storedFromIndex(index) })),
    }));
  }

  /** Notes that a collection holds more or fewer documents or bytes now; that is written once, with the transaction under way. */
  count(collection: Collection, documents: number, bytes: number): void {
    collection.count += documents;
    collection.bytes += bytes;
    collection.changes += 1;
    if (documents !== 0 || bytes !== 0) this.counted.add(collection);
  }

  private saveCounts(writer: Writer): void {
    for (const { id, count, bytes, dropped } of this.counted) {
      const value = Buffer.alloc(16);
      value.writeDoubleBE(count, 0);
      value.writeDoubleBE(bytes, 8);
      if (!dropped) writer.put(countsKey(id), value);
    }
    this.counted.clear();
  }

  changeOptions(writer: Writer, collection: Collection, options: Document): void {
    collection.options = options;
    this.save(writer, collection);
  }

  rename(writer: Writer, collection: Collection, name: string): void {
    this.databases.get(collection.database)?.delete(collection.name);
    collection.name = name;
    this.add(collection);
    this.save(writer, collection);
  }

  /** Forgets the collection at once; its documents and entries are marked as garbage and removed bit by bit. */
  drop(writer: Writer, collection: Collection): void {
    const collections = this.databases.get(collection.database);
    collections?.delete(collection.name);
    if (collections?.size === 0) this.databases.delete(collection.database);
    collection.dropped = true;
    writer.remove(collectionKey(collection.id));
    writer.remove(countsKey(collection.id));
    writer.put(garbageKey(documentsPrefix(collection.id)), oneByte);
    for (const index of collection.indexes) writer.put(garbageKey(entriesPrefix(index.id)), oneByte);
  }

  addIndex(writer: Writer, collection: Collection, spec: Document, ready: boolean): Index {
    const paths = isDocument(spec['key']) ? Object.keys(spec['key']) : [];
    const index = indexFromStored({ id: this.takeId(writer), spec, multikey: paths.map(() => false), hasLongKeys: false, ready });
    collection.indexes = [...collection.indexes, index];
    this.save(writer, collection);
    return index;
  }

  removeIndex(writer: Writer, collection: Collection, index: Index): void {
    collection.indexes = collection.indexes.filter((other) => other.id !== index.id);
    writer.put(garbageKey(entriesPrefix(index.id)), oneByte);
    this.save(writer, collection);
  }

  /** Replaces an index's specification (collMod) without touching its entries. */
  changeIndex(writer: Writer, collection: Collection, index: Index, spec: Document): void {
    const changed = indexFromStored({ ...storedFromIndex(index), spec });
    collection.indexes = collection.indexes.map((other) => (other.id === index.id ? changed : other));
    this.save(writer, collection);
  }
}
