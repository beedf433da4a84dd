import { setImmediate as nextTurn } from 'node:timers/promises';
import { checkDocument } from '../bson/validate-document.ts';
import { RawDocument } from '../bson/raw-document.ts';
import type { Engine } from '../server/engine.ts';
import type { Collection } from '../storage/collection.ts';
import { entryKey } from '../storage/document-writer.ts';
import { keysOfDocument } from '../storage/index-keys.ts';
import { documentsPrefix, entriesPrefix, prefixLength, prefixRange } from '../storage/key-space.ts';

export interface Validation {
  readonly errors: string[];
  readonly documents: number;
  readonly keysPerIndex: Record<string, number>;
}

const mostErrors = 100;
const documentsPerTurn = 1000;

/** Reads everything: each document must be sound BSON and have its entries, and no index may have an entry more than that. */
export async function validateCollection(engine: Engine, collection: Collection): Promise<Validation> {
  const changesBefore = collection.changes;
  const errors: string[] = [];
  const expected = new Map(collection.indexes.map((index) => [index.name, 0]));
  let documents = 0;
  const { high } = prefixRange(documentsPrefix(collection.id));
  let { low } = prefixRange(documentsPrefix(collection.id));
  for (;;) {
    const chunk = [...engine.store.entries({ low, high }, { limit: documentsPerTurn })];
    for (const { key, value } of chunk) {
      documents += 1;
      const idKey = Buffer.from(key.subarray(prefixLength));
      if (checkDocument(value, 0, value.length) !== value.length) errors.push('a document is followed by other bytes');
      for (const index of collection.indexes) {
        const { keys } = keysOfDocument(index, new RawDocument(value));
        expected.set(index.name, (expected.get(index.name) ?? 0) + keys.length);
        for (const each of keys) {
          const entry = engine.store.get(entryKey(index, each, idKey));
          const isRight = index.unique ? entry?.equals(idKey) === true : entry !== undefined;
          if (!isRight && errors.length < mostErrors) errors.push(`index ${index.name} has no entry for document ${idKey.toString('hex')}`);
        }
      }
    }
    const last = chunk.at(-1);
    if (!last) break;
    low = Buffer.concat([last.key, Buffer.alloc(1)]);
    await nextTurn();
  }
  const keysPerIndex: Record<string, number> = { _id_: documents };
  for (const index of collection.indexes) {
    const entries = engine.store.countKeys(prefixRange(entriesPrefix(index.id)));
    keysPerIndex[index.name] = entries;
    if (entries !== expected.get(index.name)) errors.push(`index ${index.name} has ${entries} entries instead of ${expected.get(index.name) ?? 0}`);
  }
  if (documents !== collection.count) errors.push(`the collection counts ${collection.count} documents and has ${documents}`);
  if (collection.changes !== changesBefore) errors.push('the collection was written to meanwhile: validate it again');
  return { errors, documents, keysPerIndex };
}
