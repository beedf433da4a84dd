import { removeExpired } from '../query/remove-expired.ts';
import { removeGarbage } from '../query/remove-garbage.ts';
import type { Engine } from './engine.ts';

const garbageIntervalMs = 1000;
const cursorIntervalMs = 30_000;

/** Does what nobody asks for: removes expired documents, what drops left behind, and forgotten cursors. Returns the way to stop it. */
export function startHousekeeping(engine: Engine, ttlIntervalMs: number): () => Promise<void> {
  let stopped = false;
  const running = new Set<Promise<void>>();
  const every = (intervalMs: number, work: () => Promise<void> | void): NodeJS.Timeout => {
    let busy = false;
    const timer = setInterval(() => {
      if (busy || stopped) return;
      busy = true;
      const round = Promise.resolve()
        .then(work)
        .catch((error: unknown) => engine.log({ level: 'error', message: 'housekeeping failed', error: String(error) }))
        .finally(() => {
          busy = false;
          running.delete(round);
        });
      running.add(round);
    }, intervalMs);
    timer.unref();
    return timer;
  };
  const timers = [
    every(ttlIntervalMs, () => removeExpired(engine, () => stopped)),
    every(garbageIntervalMs, () => removeGarbage(engine, () => stopped)),
    every(cursorIntervalMs, () => engine.cursors.closeIdle()),
  ];
  return async () => {
    stopped = true;
    for (const timer of timers) clearInterval(timer);
    await Promise.all(running);
  };
}
