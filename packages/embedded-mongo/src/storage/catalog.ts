import type { Binary } from 'bson';
import { decodeDocument } from '../bson/decode-document.ts';
import { encodeDocument } from '../bson/encode-document.ts';
import { isDocument, type Document } from '../bson/values.ts';
import { collectionFromStored, newCollection, storedFromCollection, type Collection } from './collection.ts';
import { indexFromStored, storedFromIndex, type Index } from './index-definition.ts';
import { allCollections, collectionKey, countsKey, documentsPrefix, entriesPrefix, garbageKey, nextIdKey } from './key-space.ts';
import type { Store, Writer } from './store.ts';

const oneByte = Buffer.from([1]);

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
      const id = key.readUInt32BE(1);
      const loaded = collectionFromStored(id, decodeDocument(value), this.store.get(countsKey(id)), this.makeUuid);
      const existing = known.get(loaded.id);
      if (existing) Object.assign(existing, { ...loaded, changes: existing.changes + 1 });
      this.add(existing ?? loaded);
      known.delete(loaded.id);
    }
    for (const gone of known.values()) gone.dropped = true;
    this.nextId = this.store.get(nextIdKey())?.readUInt32BE(0) ?? 1;
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
    const collection = newCollection({ id: this.takeId(writer), database, name, uuid: this.makeUuid(), options });
    this.add(collection);
    this.save(writer, collection);
    return collection;
  }

  /** Writes the collection's definition. */
  save(writer: Writer, collection: Collection): void {
    writer.put(collectionKey(collection.id), encodeDocument(storedFromCollection(collection)));
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

  /** Declares indexes, and writes the collection's definition once for all of them. `ready`: there is nothing that they would have to be built over. */
  addIndexes(writer: Writer, collection: Collection, specs: readonly Document[], ready: boolean): Index[] {
    const added = specs.map((spec) => {
      const paths = isDocument(spec['key']) ? Object.keys(spec['key']) : [];
      return indexFromStored({ id: this.takeId(writer), spec, multikey: paths.map(() => false), hasLongKeys: false, ready });
    });
    collection.indexes = [...collection.indexes, ...added];
    if (added.length > 0) this.save(writer, collection);
    return added;
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
