import { CampaignId } from '@carillon/domain';
import { defineJob, jobIdFrom } from '@carillon/queue';
import { z } from 'zod';

/** Queues a campaign's failed recipients once more, as the campaign says. */
export const campaignRetryFailed = defineJob({
  name: 'campaign.retry-failed',
  queue: 'campaign',
  payload: z.strictObject({ campaignId: CampaignId }),
  attempts: 8,
  backoffMs: 1_000,
  jobId: ({ campaignId }) => jobIdFrom('campaign.retry-failed', campaignId),
});
