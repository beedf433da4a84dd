import { defineJob, jobIdFrom, type JobRequest } from '@carillon/queue';
import type { z } from 'zod';
import { SlotPayload } from '../../slot-payload.ts';

/** Looks at all receipts that are due. One job for all that come within a quarter of a second, whoever receives them. */
export const receiptApply = defineJob({
  name: 'receipt.apply',
  queue: 'receipt',
  payload: SlotPayload,
  attempts: 5,
  backoffMs: 500,
  jobId: ({ slot }) => jobIdFrom('receipt.apply', slot),
});

const SLOT_MS = 250;
/** The job runs behind the end of its slot, when everything that was stored in it can be seen. */
const MARGIN_MS = 20;

/** The job for receipts that were stored up to `now`. */
export function applyRequestFor(now: Date, requestId: string | null): JobRequest<z.infer<typeof SlotPayload>> {
  const start = Math.floor(now.getTime() / SLOT_MS) * SLOT_MS;
  return { payload: { slot: new Date(start).toISOString() }, delayMs: start + SLOT_MS + MARGIN_MS - now.getTime(), requestId };
}
