import type { ReceiptFate } from './conclude-receipt.ts';
import type { ReceiptState } from './schema.ts';

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 300_000;
/** A message comes to rest within its retries; a receipt that is still early after that has nothing to wait for. */
const WAIT_AT_MOST_MS = 24 * 3_600_000;

export interface ReceiptSettlement {
  state: ReceiptState;
  explanation: string | null;
  /** When it is looked at again; null: never by itself. */
  nextTryAt: Date | null;
}

const explanations: Record<Exclude<ReceiptFate, 'early'>, string | null> = {
  'applied': null,
  'late': 'Its message had gone on already, or it is about an earlier attempt.',
  'repeated': 'It says what was known already.',
  'unknown-message': 'There is no message with this reference here, or no attempt of that number.',
};

/** What is written down about a receipt that was looked at for the `tries`th time. */
export function settleReceipt(fate: ReceiptFate, { receivedAt, tries }: { receivedAt: Date; tries: number }, now: Date): ReceiptSettlement {
  if (fate !== 'early') return { state: fate, explanation: explanations[fate], nextTryAt: null };
  if (now.getTime() - receivedAt.getTime() > WAIT_AT_MOST_MS) return { state: 'late', explanation: 'The attempt it is about never came to an end.', nextTryAt: null };
  const delayMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (tries - 1));
  return { state: 'early', explanation: 'The attempt it is about is still under way.', nextTryAt: new Date(now.getTime() + delayMs) };
}
