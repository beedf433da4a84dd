import { defineJob, jobIdFrom } from '@carillon/queue';
import { SlotPayload } from '../../slot-payload.ts';

/** Asks providers about recipients of campaigns whom they never called back about. One at a time, so that nobody is asked about twice at once. */
export const campaignAskForReceipts = defineJob({
  name: 'campaign.ask-for-receipts',
  queue: 'receipt',
  payload: SlotPayload,
  attempts: 1,
  backoffMs: 1_000,
  jobId: () => jobIdFrom('campaign.ask-for-receipts', 'one'),
});
