import { setTimeout as wait } from 'node:timers/promises';
import { LOCK_MS, STALLED_LOOK_MS } from '@carillon/queue';
import type { Taken } from '../witness/read-witness.ts';

/** The longest that anything of the product is claimed: a page of receipts. A message's claim ends long before. */
const LONGEST_LEASE_MS = 30_000;
/** Whatever was cut off has been taken up by then: its job's lock and its claim have run out, and somebody has looked, even if the first look just missed it. */
export const SILENCE_MS = Math.max(60_000, LOCK_MS + 2 * STALLED_LOOK_MS + LONGEST_LEASE_MS);
const PATIENCE_MS = 300_000;
const LOOK_MS = 2_000;

/** Until nothing was taken by anybody for so long, and nothing was done to the product, that nothing can come any more. Answers whether that came about. */
export async function untilSilent(readWitness: () => Promise<readonly Taken[]>, lastDisturbedAt: number): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  let taken = (await readWitness()).length;
  let silentSince = lastDisturbedAt;
  while (Date.now() - silentSince < SILENCE_MS) {
    if (Date.now() > deadline) return false;
    await wait(LOOK_MS);
    const now = (await readWitness()).length;
    if (now > taken) silentSince = Date.now();
    taken = now;
  }
  return true;
}
