/** A change is counted within this time, or never: whoever made it is gone. */
export const COUNTED_WITHIN_MS = 10_000;
/** A change whose count was lost leaves no trace in the counters: so they are recounted a while after the last one, and then now and then. */
const SETTLED_MS = 120_000;

/** When counters last moved, and when they were last found to say what the rows say. */
export interface CountedState {
  changedAt: Date;
  verifiedAt: Date;
}

/** Whether counters have come to rest, and may say something else than the rows. Those that were found right a while after their last move are looked at again after `recountAfterMs`. */
export function isDueForRecount({ changedAt, verifiedAt }: CountedState, now: Date, recountAfterMs: number): boolean {
  if (hasJustBeen(changedAt, now)) return false;
  const isSettled = verifiedAt.getTime() - changedAt.getTime() > SETTLED_MS;
  return !isSettled || now.getTime() - verifiedAt.getTime() >= recountAfterMs;
}

/** Clocks of several hosts differ a little. What lies further ahead was written by a clock that was wrong: nobody waits for its time. */
export function hasJustBeen(at: Date, now: Date): boolean {
  return Math.abs(now.getTime() - at.getTime()) < COUNTED_WITHIN_MS;
}
