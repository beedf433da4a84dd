import type { NotificationCounterRepository, NotificationRepository } from '@carillon/db';
import type { Clock, Overview, OverviewRange, StatusCounts } from '@carillon/domain';
import { boundsOf } from './bounds-of.ts';
import { sumCounts } from './sum-counts.ts';

const WAITING_CAP = 10_000;
const ERROR_CAP = 1_000;
const TOP_ERRORS = 5;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

export interface ReadOverviewDeps {
  notifications: Pick<NotificationRepository, 'findWaiting' | 'findTopErrors'>;
  counters: Pick<NotificationCounterRepository, 'read' | 'countAcceptedSince'>;
  clock: Clock;
}

/** The numbers of the overview, from counters: its cost depends on the range, never on how much was sent. */
export async function readOverview({ notifications, counters, clock }: ReadOverviewDeps, range: OverviewRange): Promise<Overview> {
  const now = clock.now();
  const { start, end, bucketMs } = boundsOf(range, now);
  // What takes two questions is asked first: the second is answered while a month of hours is being read.
  const [topErrors, counted, { due, later }, sentLastMinute] = await Promise.all([
    notifications.findTopErrors(new Date(start), { limit: TOP_ERRORS, cap: ERROR_CAP }),
    counters.read(bucketMs < HOUR_MS ? 'minute' : 'hour', new Date(start), new Date(end)),
    notifications.findWaiting(WAITING_CAP),
    counters.countAcceptedSince(new Date(now.getTime() - MINUTE_MS)),
  ]);
  const buckets = fillBuckets(counted, start, end, bucketMs);
  return {
    from: new Date(start).toISOString(),
    to: new Date(end).toISOString(),
    bucketMs,
    totals: sumCounts(buckets.map(({ counts }) => counts)),
    buckets,
    due: due.total,
    dueCapped: due.capped,
    lagMs: due.oldestAt === null ? 0 : Math.max(0, now.getTime() - due.oldestAt.getTime()),
    later: later.total,
    laterCapped: later.capped,
    sentLastMinute,
    topErrors: topErrors.map((error) => ({ ...error, lastAt: error.lastAt.toISOString() })),
  };
}

/** Sums fine buckets into bars of `bucketMs` from `start` to `end`, empty ones included. */
export function fillBuckets(counted: readonly { start: Date; counts: StatusCounts }[], start: number, end: number, bucketMs: number): Overview['buckets'] {
  const bars = Array.from({ length: Math.round((end - start) / bucketMs) }, () => [] as StatusCounts[]);
  for (const bucket of counted) bars[Math.floor((bucket.start.getTime() - start) / bucketMs)]?.push(bucket.counts);
  return bars.map((counts, index) => ({ start: new Date(start + index * bucketMs).toISOString(), counts: sumCounts(counts) }));
}
