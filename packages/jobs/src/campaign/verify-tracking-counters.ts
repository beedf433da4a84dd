import type { CampaignRepository, TrackingEventRepository } from '@carillon/db';
import { hasJustBeen, isDueForRecount, readPages, type CampaignId, type Clock } from '@carillon/domain';
import { findKept } from './verify-campaign-counters.ts';

/** Messages are read for weeks. What nobody has opened for longer is as it was. */
const LOOK_BACK_MS = 7 * 86_400_000;
/** All events of a campaign are read for it: where somebody opens something every minute, no more often than this. */
const RECOUNT_AFTER_MS = 3_600_000;
const PAGE = 1_000;

export interface VerifyTrackingCountersDeps {
  campaigns: Pick<CampaignRepository, 'findStartedSince'>;
  trackingEvents: Pick<TrackingEventRepository, 'listCountedSince' | 'recount'>;
  /** How long events are kept. */
  recipientDays: number;
  clock: Clock;
}

/** Recounts what was opened and followed lately, however long ago its campaign ended, and mends what a crash between an event and its count left behind. Answers how many campaigns it mended. */
export async function verifyTrackingCounters({ campaigns, trackingEvents, recipientDays, clock }: VerifyTrackingCountersDeps): Promise<number> {
  let mended = 0;
  for await (const counted of readPages((cursor) => trackingEvents.listCountedSince(new Date(clock.now().getTime() - LOOK_BACK_MS), { limit: PAGE, cursor }))) {
    const kept = await findKept(counted.map(({ campaignId }) => campaignId), { campaigns, recipientDays, clock });
    const seen = new Set<CampaignId>();
    for (const { campaignId, ...state } of counted) {
      const now = clock.now();
      const isAgain = seen.size === seen.add(campaignId).size;
      const wasRecounted = now.getTime() - state.verifiedAt.getTime() < RECOUNT_AFTER_MS;
      if (isAgain || !kept.has(campaignId) || wasRecounted || !isDueForRecount(state, now, Number.POSITIVE_INFINITY)) continue;
      if (await trackingEvents.recount(campaignId, (lastAt) => !hasJustBeen(lastAt, clock.now()))) mended += 1;
    }
  }
  return mended;
}
