import { defineJob, jobIdFrom } from '@carillon/queue';
import { SlotPayload } from '../../maintenance/slot-payload.ts';

/** Asks vendors about notifications that they took and never called back about. */
export const receiptAsk = defineJob({
  name: 'receipt.ask',
  queue: 'receipt',
  payload: SlotPayload,
  attempts: 1,
  backoffMs: 1_000,
  jobId: ({ slot }) => jobIdFrom('receipt.ask', slot),
});
