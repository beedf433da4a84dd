import { setTimeout as wait } from 'node:timers/promises';
import type { Ground, LogReader } from './read-log.ts';

/** What maintenance, leases and retries may take. */
const PATIENCE_MS = 90_000;
const LOOK_MS = 400;

/** Until nothing is under way, and everybody whom a rule or a campaign means is in the log. Resolves to what is still open when there is no hope: nothing, if all is well. */
export async function untilAtRest(log: LogReader, ground: Ground, expected: readonly string[]): Promise<string[]> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const open = await findOpen(log, ground, expected);
    if (open.length === 0 || Date.now() > deadline) return open;
    await wait(LOOK_MS);
  }
}

async function findOpen(log: LogReader, ground: Ground, expected: readonly string[]): Promise<string[]> {
  const open = await log.findOpen(ground);
  if (open.length > 0 || expected.length === 0) return open;
  const known = new Set((await log.readOf(ground)).map(({ to }) => to));
  return expected.flatMap((to) => (known.has(to) ? [] : [`${to} is in no log`]));
}
