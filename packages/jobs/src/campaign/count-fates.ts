import { setTimeout as wait } from 'node:timers/promises';
import type { CampaignCounterRepository, CommunicationLogRepository } from '@carillon/db';
import { countLeft, type CampaignId, type CancelResult, type Clock } from '@carillon/domain';

/** Workers learn within this time that they must not hand over any more, and give back what they hold; one that is gone does not. */
const GIVEN_BACK_WITHIN_MS = 2_000;
const LOOK_AGAIN_MS = 100;

export interface CountFatesDeps {
  communicationLogs: Pick<CommunicationLogRepository, 'countByStatus' | 'countClaims'>;
  campaignCounters: Pick<CampaignCounterRepository, 'read'>;
  clock: Clock;
}

/**
 * How many messages of a cancelled campaign had left, and how many will not. Counted row by row: it is asked once, and people
 * act on the answer. Those to be withheld are what is left of the whole, as they change their state while they are counted.
 */
export async function countFates({ communicationLogs, campaignCounters, clock }: CountFatesDeps, id: CampaignId): Promise<Pick<CancelResult, 'left' | 'withheld'>> {
  const until = clock.now().getTime() + GIVEN_BACK_WITHIN_MS;
  while ((await communicationLogs.countClaims(id)).held > 0 && clock.now().getTime() < until) await wait(LOOK_AGAIN_MS);
  const { handedOver } = await communicationLogs.countClaims(id);
  const counts = await communicationLogs.countByStatus(id);
  const left = countLeft(counts) + handedOver;
  const known = (await campaignCounters.read([id])).get(id) ?? {};
  const total = Object.values(known).reduce((sum, count) => sum + count, 0);
  return { left, withheld: Math.max(0, total - left - (counts.failed ?? 0) - (counts.skipped ?? 0) - (counts.suppressed ?? 0)) };
}
