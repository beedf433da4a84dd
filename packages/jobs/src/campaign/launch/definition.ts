import { CampaignId } from '@carillon/domain';
import { defineJob, jobIdFrom } from '@carillon/queue';
import { z } from 'zod';

/** Writes down whom a campaign is for. It can be killed at any point: the campaign says how far it had come. */
export const campaignLaunch = defineJob({
  name: 'campaign.launch',
  queue: 'campaign',
  payload: z.strictObject({ campaignId: CampaignId }),
  attempts: 8,
  backoffMs: 1_000,
  jobId: ({ campaignId }) => jobIdFrom('campaign.launch', campaignId),
});
