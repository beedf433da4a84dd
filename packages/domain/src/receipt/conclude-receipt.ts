import { attemptOfRound, retryDelay, type RetryPolicy } from '../notification/retry-delay.ts';
import { isSettled, nextStatus, transitionOf, type NotificationEvent, type NotificationStatus } from '../notification/status.ts';
import type { ReceiptType } from './schema.ts';

/**
 * What becomes of a receipt. `early`: the attempt it is about is still under way, so it is kept and looked at again.
 * `late`: the record has gone on since. `repeated`: it says what is known.
 */
export type ReceiptFate = 'applied' | 'late' | 'repeated' | 'early' | 'unknown-message';

export interface ReceiptTarget {
  status: NotificationStatus;
  attemptCount: number;
  maxAttempts: number;
  attempts: readonly { number: number; provider: string }[];
}

export type ReceiptConclusion = { fate: 'applied'; event: NotificationEvent; retryInMs: number | null } | { fate: Exclude<ReceiptFate, 'applied'> };

/**
 * Receipts are ordered by rank, never by arrival. That an attempt failed counts for the current attempt alone; that a message
 * arrived, bounced or annoyed somebody is true of the message, whichever attempt it was. Nobody is believed about an attempt that
 * another provider made. `random` is in [0, 1).
 */
export function concludeReceipt(target: ReceiptTarget, receipt: { provider: string; kind: ReceiptType; attempt: number }, policy: RetryPolicy, random: number): ReceiptConclusion {
  if (receipt.attempt > target.attemptCount || providerOf(target, receipt.attempt) !== receipt.provider) return { fate: 'unknown-message' };
  const isCurrent = receipt.attempt === target.attemptCount;
  if (isCurrent && target.status === 'sending') return { fate: 'early' };
  if (receipt.kind === 'failed') return isCurrent ? concludeFailure(target, policy, random) : { fate: 'late' };
  return conclude(target.status, eventOf[receipt.kind], null);
}

function providerOf({ attempts }: ReceiptTarget, attempt: number): string | undefined {
  return attempts.find(({ number }) => number === attempt)?.provider;
}

const eventOf = { sent: 'receipt-delivered', bounced: 'receipt-bounced', complained: 'receipt-complained' } as const satisfies Record<Exclude<ReceiptType, 'failed'>, NotificationEvent>;

function concludeFailure({ status, attemptCount, maxAttempts }: ReceiptTarget, policy: RetryPolicy, random: number): ReceiptConclusion {
  if (status === 'failed' || status === 'retrying') return { fate: 'repeated' };
  if (attemptCount >= maxAttempts) return conclude(status, 'receipt-rejected', null);
  return conclude(status, 'receipt-postponed', retryDelay(policy, attemptOfRound({ attemptCount, maxAttempts }, policy), random, null));
}

function conclude(status: NotificationStatus, event: NotificationEvent, retryInMs: number | null): ReceiptConclusion {
  if (nextStatus(status, event) !== null) return { fate: 'applied', event, retryInMs };
  if (status === transitionOf(event).to) return { fate: 'repeated' };
  // A message on its way again may still turn out to have arrived the first time.
  return { fate: isSettled(status) ? 'late' : 'early' };
}
