import type { NotificationCounterRepository, NotificationRepository } from '@carillon/db';
import type { Clock } from '@carillon/domain';
import type { JobResult } from '@carillon/queue';

/** A bucket is counted when nothing in it has changed for this long: then every change has been counted, or never will be. */
const AT_REST_MS = 60_000;
/** Older changes were looked at by earlier runs; generous, so that a few runs may be missed. */
const LOOK_BACK_MS = 15 * 60_000;

export interface VerifyCountersDeps {
  notifications: Pick<NotificationRepository, 'findBucketsAtRest' | 'countByStatus'>;
  counters: Pick<NotificationCounterRepository, 'correct'>;
  clock: Clock;
}

export async function verifyCounters(_payload: { slot: string }, { notifications, counters, clock }: VerifyCountersDeps): Promise<JobResult> {
  const now = clock.now().getTime();
  let mended = 0;
  for (const unit of ['minute', 'hour'] as const) {
    const buckets = await notifications.findBucketsAtRest({ unit, changedAfter: new Date(now - LOOK_BACK_MS), restingSince: new Date(now - AT_REST_MS) });
    for (const { start, end } of buckets) {
      if (await counters.correct(unit, start, await notifications.countByStatus(start, end))) mended += 1;
    }
  }
  return { outcome: 'done', reason: `mended ${mended} buckets` };
}
