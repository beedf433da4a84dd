import { defineJob, jobIdFrom } from '@carillon/queue';
import { SlotPayload } from '../slot-payload.ts';

/** Ends claims whose worker is gone: tried again when the message can not have left, `unknown` when it can. */
export const maintenanceExpireLeases = defineJob({
  name: 'maintenance.expire-leases',
  queue: 'maintenance',
  payload: SlotPayload,
  attempts: 1,
  backoffMs: 1_000,
  jobId: ({ slot }) => jobIdFrom('maintenance.expire-leases', slot),
});
