import { overviewRanges, type OverviewRange } from '@carillon/domain';

/** From when to when a range goes, in whole buckets: the last one is still filling, the first one is the oldest that ends within the range. */
export function boundsOf(range: OverviewRange, now: Date): { start: number; end: number; bucketMs: number } {
  const { lengthMs, bucketMs } = overviewRanges[range];
  const end = Math.floor(now.getTime() / bucketMs) * bucketMs + bucketMs;
  return { start: end - lengthMs, end, bucketMs };
}
