import { RawDocument, fieldName } from '../bson/raw-document.ts';
import { CommandError } from '../errors.ts';
import type { Catalog } from './catalog.ts';
import type { Collection } from './collection.ts';
import { duplicateKey } from './duplicate-key.ts';
import { dependsOn, type Index } from './index-definition.ts';
import { idKeyOf, idKeyOfRaw, keysOfDocument, type DocumentKeys } from './index-keys.ts';
import { documentKey, prefixLength } from './key-space.ts';
import type { Reader, Writer } from './store.ts';
import type { Value } from '../bson/values.ts';

const idName = fieldName('_id');
const marker = Buffer.from([1]);
const idLengthBytes = 2;

/** The key of an index entry. A unique index has one entry per value; the others append the document's id. */
export function entryKey(index: Index, value: Buffer, idKey: Buffer): Buffer {
  const key = Buffer.allocUnsafe(prefixLength + value.length + (index.unique ? 0 : idKey.length + idLengthBytes));
  key.set(index.prefix, 0);
  key.set(value, prefixLength);
  if (index.unique) return key;
  key.set(idKey, prefixLength + value.length);
  key.writeUInt16BE(idKey.length, key.length - idLengthBytes);
  return key;
}

/** The id an index entry points to. */
export function idKeyOfEntry(index: Index, key: Buffer, value: Buffer): Buffer {
  if (index.unique) return value;
  const length = key.readUInt16BE(key.length - idLengthBytes);
  return key.subarray(key.length - idLengthBytes - length, key.length - idLengthBytes);
}

/** The key of a document by its _id, under the collection's collation. */
export const idKeyIn = (collection: Collection, id: Value): Buffer => idKeyOf(id, collection.collation?.fold);

function rawIdKey(collection: Collection, document: RawDocument): { key: Buffer; long: boolean } {
  const field = document.find(idName);
  if (!field) throw new CommandError(1, 'a stored document must have an _id');
  if (collection.collation) return { key: idKeyIn(collection, document.get(idName) ?? null), long: false };
  return idKeyOfRaw(document.bytes, field.tag, field.at);
}

interface IndexChange {
  readonly index: Index;
  readonly removed: readonly Buffer[];
  readonly added: readonly Buffer[];
}

/** Writes documents and their index entries together; every check comes before the first put. */
export class DocumentWriter {
  private readonly catalog: Catalog;

  constructor(catalog: Catalog) {
    this.catalog = catalog;
  }

  /** Inserts one document whose first field is _id. Throws 11000. */
  insert(writer: Writer, collection: Collection, bytes: Buffer): void {
    const document = new RawDocument(bytes);
    const id = rawIdKey(collection, document);
    const key = documentKey(collection.id, id.key);
    if (writer.peek(key)) throw duplicateKey(collection, undefined, bytes);
    const changes = this.changesTo(writer, collection, id.key, undefined, document);
    this.noteLongIds(writer, collection, id.long);
    writer.put(key, bytes);
    this.applyChanges(writer, id.key, changes);
    this.catalog.count(collection, 1, bytes.length);
  }

  /** Replaces a stored document by one with the same _id that differs at most in the fields `touched`. Throws 11000. */
  replace(writer: Writer, collection: Collection, idKey: Buffer, before: Buffer, after: Buffer, touched?: ReadonlySet<string>): void {
    const changes = this.changesTo(writer, collection, idKey, new RawDocument(before), new RawDocument(after), touched);
    writer.put(documentKey(collection.id, idKey), after);
    this.applyChanges(writer, idKey, changes);
    this.catalog.count(collection, 0, after.length - before.length);
  }

  remove(writer: Writer, collection: Collection, idKey: Buffer, before: Buffer): void {
    const document = new RawDocument(before);
    for (const index of collection.indexes) {
      for (const value of keysOfDocument(index, document).keys) this.removeEntry(writer, index, value, idKey);
    }
    writer.remove(documentKey(collection.id, idKey));
    this.catalog.count(collection, -1, -before.length);
  }

  /** Adds an existing document to an index that is being built. Throws 11000. */
  addToIndex(writer: Writer, collection: Collection, index: Index, idKey: Buffer, bytes: Buffer): void {
    const keys = keysOfDocument(index, new RawDocument(bytes));
    this.checkUnique(writer, collection, index, keys.keys, idKey, bytes);
    this.noteFlags(writer, collection, index, keys);
    for (const value of keys.keys) this.putEntry(writer, index, value, idKey);
  }

  private changesTo(writer: Writer, collection: Collection, idKey: Buffer, before: RawDocument | undefined, after: RawDocument, touched?: ReadonlySet<string>): IndexChange[] {
    const changes: IndexChange[] = [];
    for (const index of collection.indexes) {
      if (touched && !dependsOn(index, touched)) continue;
      const next = keysOfDocument(index, after);
      const previous = before ? keysOfDocument(index, before).keys : [];
      const removed = previous.filter((key) => !next.keys.some((other) => other.equals(key)));
      const added = previous.length === 0 ? next.keys : next.keys.filter((key) => !previous.some((other) => other.equals(key)));
      this.checkUnique(writer, collection, index, added, idKey, after.bytes);
      changes.push({ index, removed, added });
      this.noteFlags(writer, collection, index, next);
    }
    return changes;
  }

  private checkUnique(reader: Reader, collection: Collection, index: Index, added: readonly Buffer[], idKey: Buffer, bytes: Buffer): void {
    if (!index.unique) return;
    for (const value of added) {
      const holder = reader.peek(entryKey(index, value, idKey));
      if (holder && !holder.equals(idKey)) throw duplicateKey(collection, index, bytes);
    }
  }

  /** Flags only ever make the planner more careful, so they may be saved even if the write is refused afterwards. */
  private noteFlags(writer: Writer, collection: Collection, index: Index, keys: DocumentKeys): void {
    const newlyMultikey = keys.multikey?.some((flag, position) => flag && !index.multikey[position]) === true;
    if (!newlyMultikey && (!keys.long || index.hasLongKeys)) return;
    keys.multikey?.forEach((flag, position) => {
      if (flag) index.multikey[position] = true;
    });
    index.hasLongKeys ||= keys.long;
    this.catalog.save(writer, collection);
  }

  private noteLongIds(writer: Writer, collection: Collection, long: boolean): void {
    if (!long || collection.hasLongIds) return;
    collection.hasLongIds = true;
    this.catalog.save(writer, collection);
  }

  private applyChanges(writer: Writer, idKey: Buffer, changes: readonly IndexChange[]): void {
    for (const { index, removed, added } of changes) {
      for (const value of removed) this.removeEntry(writer, index, value, idKey);
      for (const value of added) this.putEntry(writer, index, value, idKey);
    }
  }

  private putEntry(writer: Writer, index: Index, value: Buffer, idKey: Buffer): void {
    writer.put(entryKey(index, value, idKey), index.unique ? idKey : marker);
  }

  /** A unique entry may by now belong to another document only while an index is being built. */
  private removeEntry(writer: Writer, index: Index, value: Buffer, idKey: Buffer): void {
    const key = entryKey(index, value, idKey);
    if (index.unique && !index.ready && !writer.peek(key)?.equals(idKey)) return;
    writer.remove(key);
  }
}
