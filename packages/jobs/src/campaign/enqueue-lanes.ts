import type { CampaignId } from '@carillon/domain';
import type { JobQueue } from '@carillon/queue';
import { campaignDeliverChunk } from './deliver-chunk/definition.ts';

/** How many jobs deliver one campaign side by side: however large it is, it takes no more room in the queue than any other. */
export const LANES = 4;

/** Puts a campaign's delivery jobs into Redis; those that are there already stay as they are. */
export function enqueueLanes(queue: Pick<JobQueue, 'enqueueBulk'>, campaignId: CampaignId, lanes: number): Promise<void> {
  return queue.enqueueBulk(campaignDeliverChunk, payloadsOf(campaignId, lanes).map((payload) => ({ payload })));
}

/** A lane waits for seconds at most: one that sleeps for longer was put to sleep by a clock that was ahead. */
export function wakeLanes(queue: Pick<JobQueue, 'wakeOverslept'>, campaignId: CampaignId, lanes: number, now: Date): Promise<number> {
  return queue.wakeOverslept(campaignDeliverChunk, payloadsOf(campaignId, lanes), now);
}

function payloadsOf(campaignId: CampaignId, lanes: number) {
  return Array.from({ length: lanes }, (_, lane) => ({ campaignId, lane }));
}
