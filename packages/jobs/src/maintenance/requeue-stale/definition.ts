import { defineJob, jobIdFrom } from '@carillon/queue';
import { SlotPayload } from '../slot-payload.ts';

/** Puts jobs back into Redis for notifications that are due and have none: after a Redis flush nothing is lost. */
export const maintenanceRequeueStale = defineJob({
  name: 'maintenance.requeue-stale',
  queue: 'maintenance',
  payload: SlotPayload,
  attempts: 1,
  backoffMs: 1_000,
  jobId: ({ slot }) => jobIdFrom('maintenance.requeue-stale', slot),
});
