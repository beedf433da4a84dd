import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Document } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import type { Engine } from '../server/engine.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-definition.ts';
import { documentsPrefix, prefixLength, prefixRange } from '../storage/key-space.ts';

const documentsPerStep = 500;

async function removeAgain(engine: Engine, collection: Collection, index: Index): Promise<void> {
  await engine.store.write((writer) => {
    const current = collection.indexes.find(({ id }) => id === index.id);
    if (current && !collection.dropped) engine.catalog.removeIndex(writer, collection, current);
  });
}

/**
 * Builds an index over what the collection holds, some documents per transaction, while others read and write: from the
 * start every write keeps the new index too, but the planner sees it only when it is complete. Throws 11000 and leaves no trace.
 */
export async function buildIndex(engine: Engine, collection: Collection, spec: Document): Promise<void> {
  const index = await engine.store.write((writer) => engine.catalog.addIndexes(writer, collection, [spec], collection.count === 0)[0]);
  if (!index || index.ready) return;
  const current = (): Index => {
    const found = collection.dropped ? undefined : collection.indexes.find(({ id }) => id === index.id);
    if (!found) throw new CommandError(276, 'Index build failed: the index or its collection was dropped meanwhile');
    return found;
  };
  const documents = prefixRange(documentsPrefix(collection.id));
  const { high } = documents;
  let { low } = documents;
  try {
    for (;;) {
      const finished = await engine.store.write((writer) => {
        const building = current();
        const chunk = [...writer.entries({ low, high }, { limit: documentsPerStep })];
        for (const { key, value } of chunk) engine.documents.addToIndex(writer, collection, building, Buffer.from(key.subarray(prefixLength)), value);
        const last = chunk.at(-1);
        if (!last) {
          building.ready = true;
          engine.catalog.save(writer, collection);
          return true;
        }
        low = Buffer.concat([last.key, Buffer.alloc(1)]);
        return false;
      });
      if (finished) return;
      await nextTurn();
    }
  } catch (error) {
    await removeAgain(engine, collection, index);
    throw error;
  }
}

/** Removes what unfinished builds of an earlier process left. */
export async function removeUnfinishedIndexes(engine: Engine): Promise<void> {
  for (const collection of engine.catalog.all()) {
    for (const index of collection.indexes) if (!index.ready) await removeAgain(engine, collection, index);
  }
}
