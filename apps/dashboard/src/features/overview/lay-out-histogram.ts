import type { NotificationStatus, Overview } from '@carillon/domain';
import { statusOrder } from './status-order.ts';

/** One status within one bar. Heights and offsets are fractions of the chart's height, from its bottom. */
export interface Segment {
  status: NotificationStatus;
  count: number;
  from: string;
  to: string;
  offset: number;
  height: number;
}
export interface Bar {
  start: Date;
  end: Date;
  total: number;
  segments: Segment[];
}
export interface Histogram {
  bars: Bar[];
  /** The value at the chart's top: a round number, at least the highest bar. */
  top: number;
}

/**
 * Stacks the counts of each bucket. The first and the last bar may be cut by the range: their ends are the range's, so that
 * the log opened with them has exactly the counted rows.
 */
export function layOutHistogram({ buckets, bucketMs, from, to }: Pick<Overview, 'buckets' | 'bucketMs' | 'from' | 'to'>): Histogram {
  const totals = buckets.map(({ counts }) => statusOrder.reduce((sum, status) => sum + (counts[status] ?? 0), 0));
  const top = roundUp(Math.max(1, ...totals));
  const bars = buckets.map(({ start, counts }, index) => {
    const begin = Math.max(Date.parse(start), Date.parse(from));
    const end = Math.min(Date.parse(start) + bucketMs, Date.parse(to));
    let below = 0;
    const segments: Segment[] = [];
    for (const status of statusOrder) {
      const count = counts[status] ?? 0;
      if (count === 0) continue;
      segments.push({ status, count, from: new Date(begin).toISOString(), to: new Date(end).toISOString(), offset: below / top, height: count / top });
      below += count;
    }
    return { start: new Date(begin), end: new Date(end), total: totals[index] ?? 0, segments };
  });
  return { bars, top };
}

/** 1, 2, 4, 5, 10, 20, 40, 50 …: the next number that halves into a readable tick. */
export function roundUp(value: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 5, 10].find((factor) => factor * magnitude >= value) ?? 10;
  return step * magnitude;
}
