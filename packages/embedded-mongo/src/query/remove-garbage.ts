import type { Engine } from '../server/engine.ts';
import { allGarbage, garbagePrefix, prefixRange } from '../storage/key-space.ts';

const entriesPerStep = 500;

/** Removes the documents and index entries that dropped collections and indexes left, some per transaction. */
export async function removeGarbage(engine: Engine, isStopped: () => boolean): Promise<void> {
  const markers = Array.from(engine.store.keys(allGarbage()), (marker) => Buffer.from(marker));
  for (const key of markers) {
    const range = prefixRange(garbagePrefix(key));
    for (let finished = false; !finished && !isStopped();) {
      finished = await engine.store.write((writer) => {
        const keys = [...writer.keys(range, { limit: entriesPerStep })];
        for (const each of keys) writer.remove(each);
        if (keys.length === entriesPerStep) return false;
        writer.remove(key);
        return true;
      });
    }
  }
}
