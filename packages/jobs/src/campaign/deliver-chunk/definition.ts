import { CampaignId } from '@carillon/domain';
import { defineJob, jobIdFrom } from '@carillon/queue';
import { z } from 'zod';

/**
 * Delivers one lane of a campaign, a chunk at a time. It lives as long as the campaign runs: after each chunk, and whenever
 * it has to wait, it gives its place back and comes later.
 */
export const campaignDeliverChunk = defineJob({
  name: 'campaign.deliver-chunk',
  queue: 'campaign',
  payload: z.strictObject({ campaignId: CampaignId, lane: z.int().min(0).max(63) }),
  attempts: 8,
  backoffMs: 1_000,
  jobId: ({ campaignId, lane }) => jobIdFrom('campaign.deliver-chunk', campaignId, String(lane)),
});
