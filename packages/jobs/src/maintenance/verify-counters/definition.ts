import { defineJob, jobIdFrom } from '@carillon/queue';
import { SlotPayload } from '../slot-payload.ts';

/** Recounts buckets that have come to rest, and mends what a crash between a change and its count left behind. */
export const maintenanceVerifyCounters = defineJob({
  name: 'maintenance.verify-counters',
  queue: 'maintenance',
  payload: SlotPayload,
  attempts: 1,
  backoffMs: 1_000,
  jobId: ({ slot }) => jobIdFrom('maintenance.verify-counters', slot),
});
