const MINUTE_MS = 60_000;
/** Full minutes that a rate is taken over. */
export const RATE_MINUTES = 5;

/** What BullMQ keeps of a queue's ended jobs: `data` has one number per minute before that of `prevTS`, newest first. */
export interface MinuteMetrics {
  meta: { count: number; prevTS: number; prevCount: number };
  data: readonly number[];
}

/**
 * Jobs per minute over the last five full minutes. BullMQ writes a minute down when the next job ends: what has been
 * silent since is not in `data`, and the minute of `prevTS` is what was counted since `prevCount`.
 */
export function recentRate({ meta, data }: MinuteMetrics, now: Date): number {
  if (meta.prevTS === 0) return 0;
  const silent = Math.floor(now.getTime() / MINUTE_MS) - Math.floor(meta.prevTS / MINUTE_MS);
  const lastMinute = Math.max(0, meta.count - meta.prevCount);
  const fullMinutes = silent === 0 ? data : [...Array<number>(silent - 1).fill(0), lastMinute, ...data];
  return fullMinutes.slice(0, RATE_MINUTES).reduce((sum, count) => sum + count, 0) / RATE_MINUTES;
}
