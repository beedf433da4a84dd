import type { CampaignCounterRepository, CampaignRepository, CommunicationLogRepository, TrackingEventRepository } from '@carillon/db';
import type { Clock } from '@carillon/domain';

const DAY_MS = 86_400_000;
/** Receipts may come for days; what has not changed for longer is as it was. */
const LOOK_BACK_MS = 7 * DAY_MS;
/** Every change is counted within moments, or never: what rests for this long can be recounted. */
const AT_REST_MS = 10_000;
/** A change whose count was lost leaves no trace in the counters: so they are recounted a while after the last one, and then hourly. */
const SETTLED_MS = 120_000;
const RECOUNT_AFTER_MS = 3_600_000;
const PAGE = 1_000;

export interface VerifyCampaignCountersDeps {
  campaigns: Pick<CampaignRepository, 'findChangedSince'>;
  communicationLogs: Pick<CommunicationLogRepository, 'countByStatus'>;
  campaignCounters: Pick<CampaignCounterRepository, 'readState' | 'correct'>;
  trackingEvents: Pick<TrackingEventRepository, 'recount'>;
  clock: Clock;
}

/** Recounts campaigns that have come to rest, and mends what a crash between a change and its count left behind. Answers how many it mended. */
export async function verifyCampaignCounters({ campaigns, communicationLogs, campaignCounters, trackingEvents, clock }: VerifyCampaignCountersDeps): Promise<number> {
  let mended = 0;
  for (const id of await campaigns.findChangedSince(new Date(clock.now().getTime() - LOOK_BACK_MS), PAGE)) {
    const state = await campaignCounters.readState(id);
    // Read for each: what moved while another was recounted is not from the future.
    const now = clock.now().getTime();
    if (state === null || hasJustBeen(state.changedAt, now)) continue;
    const isSettled = state.verifiedAt.getTime() - state.changedAt.getTime() > SETTLED_MS;
    if (isSettled && now - state.verifiedAt.getTime() < RECOUNT_AFTER_MS) continue;
    const corrected = await campaignCounters.correct(id, state.revision, await communicationLogs.countByStatus(id));
    const recounted = await trackingEvents.recount(id, (lastAt) => !hasJustBeen(lastAt, clock.now().getTime()));
    if (corrected || recounted) mended += 1;
  }
  return mended;
}

/** Clocks of several hosts differ a little. What lies further ahead was written by a clock that was wrong: nobody waits for its time. */
function hasJustBeen(at: Date, now: number): boolean {
  return Math.abs(now - at.getTime()) < AT_REST_MS;
}
