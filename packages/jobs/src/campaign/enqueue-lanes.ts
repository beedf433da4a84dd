import type { CampaignId } from '@carillon/domain';
import type { JobQueue } from '@carillon/queue';
import { campaignDeliverChunk } from './deliver-chunk/definition.ts';

/** How many jobs deliver one campaign side by side: however large it is, it takes no more room in the queue than any other. */
export const LANES = 4;

/** Puts a campaign's delivery jobs into Redis; those that are there already stay as they are. */
export function enqueueLanes(queue: Pick<JobQueue, 'enqueueBulk'>, campaignId: CampaignId, lanes: number): Promise<void> {
  return queue.enqueueBulk(campaignDeliverChunk, Array.from({ length: lanes }, (_, lane) => ({ payload: { campaignId, lane } })));
}
