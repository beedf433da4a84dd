import { setTimeout as wait } from 'node:timers/promises';
import { differencesSince, type Differences } from './compare-counters.ts';
import type { LogReader } from './read-log.ts';

/** A change is counted within moments, or never. */
const COUNTED_WITHIN_MS = 3_000;
const LOOK_MS = 300;

export type CounterWatch = ReturnType<typeof watchCounters>;

/** Tells after each fault which counters it has left wrong, before anything mends them; those of faults before are left out. */
export function watchCounters(log: Pick<LogReader, 'readOwnDifferences'>) {
  let before: Differences = new Map();
  return {
    async findNew(): Promise<string[]> {
      const deadline = Date.now() + COUNTED_WITHIN_MS;
      for (;;) {
        const now = await log.readOwnDifferences();
        const found = differencesSince(before, now);
        if (found.length === 0 || Date.now() > deadline) {
          before = now;
          return found;
        }
        await wait(LOOK_MS);
      }
    },
  };
}
