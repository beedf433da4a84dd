import type { Collection } from '../storage/collection.ts';
import { idKeyOfEntry } from '../storage/document-writer.ts';
import { documentKey, prefixLength } from '../storage/key-space.ts';
import type { KeyRange, Reader } from '../storage/store.ts';
import type { Plan } from './choose-plan.ts';
import { isPoint } from './key-interval.ts';

export interface Found {
  readonly idKey: Buffer;
  readonly bytes: Buffer;
}

export interface ScanCounters {
  keysExamined: number;
  docsExamined: number;
}

const smallestChunk = 16;
const largestChunk = 512;

/**
 * The entries of a range, read in chunks: between two chunks nothing is held open, so a scan may rest for minutes between
 * two getMore while others write, and goes on behind the last key it saw.
 */
function* entriesInChunks(reader: Reader, range: KeyRange, reverse: boolean) {
  let { low, high } = range;
  for (let limit = smallestChunk; ; limit = Math.min(limit * 4, largestChunk)) {
    const chunk = [...reader.entries({ low, high }, { reverse, limit })];
    yield* chunk;
    const last = chunk.at(-1);
    if (!last || chunk.length < limit) return;
    if (reverse) high = last.key;
    else low = Buffer.concat([last.key, Buffer.alloc(1)]);
  }
}

/** The documents in a plan's ranges, each once, unfiltered. */
export function* scanPlan(reader: Reader, collection: Collection, plan: Plan, counters: ScanCounters): Generator<Found> {
  const { index } = plan;
  const seen = index?.multikey.includes(true) ? new Set<string>() : undefined;
  const isSeen = (idKey: Buffer): boolean => {
    if (!seen) return false;
    const text = idKey.toString('latin1');
    if (seen.has(text)) return true;
    seen.add(text);
    return false;
  };
  const byKey = !index && plan.intervals[0]?.every(isPoint) === true;
  const byUniqueKey = index?.unique && !index.hasLongKeys && plan.intervals.length === index.paths.length && plan.intervals.every((each) => each.every(isPoint));
  for (const range of plan.ranges) {
    if (index && byUniqueKey) {
      const entry = reader.peek(range.low);
      const key = entry && documentKey(collection.id, entry);
      const bytes = key && reader.get(key);
      counters.keysExamined += 1;
      if (!bytes || isSeen(key.subarray(prefixLength))) continue;
      counters.docsExamined += 1;
      yield { idKey: key.subarray(prefixLength), bytes };
      continue;
    }
    if (byKey) {
      const bytes = reader.get(range.low);
      counters.keysExamined += 1;
      if (!bytes) continue;
      counters.docsExamined += 1;
      yield { idKey: range.low.subarray(prefixLength), bytes };
      continue;
    }
    for (const { key, value } of entriesInChunks(reader, range, plan.reverse)) {
      counters.keysExamined += 1;
      if (collection.dropped) return;
      if (!index) {
        counters.docsExamined += 1;
        yield { idKey: key.subarray(prefixLength), bytes: value };
        continue;
      }
      const idKey = idKeyOfEntry(index, key, value);
      if (isSeen(idKey)) continue;
      const bytes = reader.get(documentKey(collection.id, idKey));
      if (!bytes) continue;
      counters.docsExamined += 1;
      yield { idKey, bytes };
    }
  }
}
