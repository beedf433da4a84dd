import type { NotificationCounterRepository, NotificationRepository } from '@carillon/db';
import type { Clock } from '@carillon/domain';
import { verifyCampaignCounters, type VerifyCampaignCountersDeps } from '../../campaign/verify-campaign-counters.ts';
import { verifyTrackingCounters, type VerifyTrackingCountersDeps } from '../../campaign/verify-tracking-counters.ts';
import type { Maintained } from '../run-maintenance.ts';
import { forgetDoneLetters, type ForgetDoneLettersDeps } from './forget-done-letters.ts';

/** A bucket is counted when nothing in it has changed for this long: then every change has been counted, or never will be. */
const AT_REST_MS = 60_000;
/** How far back the first verification looks, and each one while the last seems to be in the future: a clock was wrong then. */
const FIRST_LOOK_BACK_MS = 86_400_000;
/** Younger minutes have never been forgotten: they are kept for two days at least (RollUpCountersParameters). */
const MINUTES_KEPT_MS = 86_400_000;

export interface VerifyCountersDeps extends VerifyCampaignCountersDeps, VerifyTrackingCountersDeps, ForgetDoneLettersDeps {
  trackingEvents: VerifyTrackingCountersDeps['trackingEvents'];
  notifications: Pick<NotificationRepository, 'findBucketsAtRest' | 'countByStatus' | 'findUnsettled'>;
  counters: Pick<NotificationCounterRepository, 'correct' | 'correctMinute' | 'verifiedUntil' | 'setVerifiedUntil'>;
  clock: Clock;
}

export async function verifyCounters(deps: VerifyCountersDeps): Promise<Maintained> {
  const { notifications, counters, clock } = deps;
  const now = clock.now().getTime();
  const restingSince = new Date(now - AT_REST_MS);
  // What is still moving now has changed after `restingSince`, so the next run, which starts there, sees it again.
  const last = await counters.verifiedUntil();
  const changedAfter = last === null || last > restingSince ? new Date(now - FIRST_LOOK_BACK_MS) : last;
  let mended = 0;
  // Minutes come to rest long before their hour: what they lacked is given to it, too. It is recounted as a whole once it rests.
  for (const unit of ['minute', 'hour'] as const) {
    const buckets = await notifications.findBucketsAtRest({ unit, changedAfter, restingSince });
    for (const { start, end } of buckets) {
      const counts = await notifications.countByStatus(start, end);
      const differed = unit === 'minute' && start.getTime() > now - MINUTES_KEPT_MS ? await counters.correctMinute(start, counts) : await counters.correct(unit, start, counts);
      if (differed) mended += 1;
    }
  }
  await counters.setVerifiedUntil(restingSince);
  const others = [await verifyCampaignCounters(deps), await verifyTrackingCounters(deps), await forgetDoneLetters(deps)];
  return { found: others.reduce((sum, count) => sum + count, mended), enqueued: 0 };
}
