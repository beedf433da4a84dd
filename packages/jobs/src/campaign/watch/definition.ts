import { defineJob, jobIdFrom } from '@carillon/queue';
import { SlotPayload } from '../../slot-payload.ts';

/** Starts campaigns whose time has come, and brings back to life whatever of a campaign a crash or a Redis flush has stopped. One at a time, however long it takes. */
export const campaignWatch = defineJob({
  name: 'campaign.watch',
  queue: 'maintenance',
  payload: SlotPayload,
  attempts: 1,
  backoffMs: 1_000,
  jobId: () => jobIdFrom('campaign.watch', 'one'),
});
