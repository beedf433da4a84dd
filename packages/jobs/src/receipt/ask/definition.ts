import { defineJob, jobIdFrom } from '@carillon/queue';
import { SlotPayload } from '../../slot-payload.ts';

/** Asks vendors about notifications that they took and never called back about. One at a time, so that nobody is asked about twice at once. */
export const receiptAsk = defineJob({
  name: 'receipt.ask',
  queue: 'receipt',
  payload: SlotPayload,
  attempts: 1,
  backoffMs: 1_000,
  jobId: () => jobIdFrom('receipt.ask', 'one'),
});
