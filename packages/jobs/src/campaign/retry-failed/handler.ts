import type { CampaignRepository, CommunicationLogRepository } from '@carillon/db';
import type { CampaignId } from '@carillon/domain';
import type { JobQueue, JobResult } from '@carillon/queue';
import { enqueueLanes } from '../enqueue-lanes.ts';

const PAGE = 1_000;

export interface RetryFailedDeps {
  campaigns: Pick<CampaignRepository, 'find' | 'endRetry'>;
  communicationLogs: Pick<CommunicationLogRepository, 'requeue'>;
  queue: Pick<JobQueue, 'enqueueBulk'>;
  campaignRetry: { maxAttempts: number };
}

/** A page at a time; who has been queued is not in these states any more, so that a repetition goes on where a crash ended it. */
export async function retryFailed({ campaignId }: { campaignId: CampaignId }, { campaigns, communicationLogs, queue, campaignRetry }: RetryFailedDeps): Promise<JobResult> {
  const record = await campaigns.find(campaignId);
  if (record === null || record.retryRequest === null || record.launched === null) return { outcome: 'skipped', reason: 'nobody asked for it' };
  const round = { ...record.retryRequest, attempts: campaignRetry.maxAttempts };
  let queued = 0;
  for (;;) {
    const count = await communicationLogs.requeue(campaignId, round, PAGE);
    queued += count;
    if (count < PAGE) break;
  }
  await campaigns.endRetry(campaignId);
  await enqueueLanes(queue, campaignId, record.launched.lanes);
  return { outcome: 'done', reason: `queued ${queued} once more` };
}
