import { describe, expect, it } from 'vitest';
import { concludeReceipt } from './conclude-receipt.ts';
import type { ReceiptType } from './schema.ts';
import type { NotificationStatus } from '../notification/status.ts';

const policy = { maxAttempts: 3, baseDelayMs: 1_000, maxDelayMs: 60_000, jitter: 0.5 };
const decide = (status: NotificationStatus, kind: ReceiptType, attempt: number, attemptCount = 1, maxAttempts = 3, provider = 'acme') =>
  concludeReceipt({ status, attemptCount, maxAttempts, attempts: Array.from({ length: attemptCount }, (_, index) => ({ number: index + 1, provider: 'acme' })) }, { provider, kind, attempt }, policy, 0);

describe('a receipt about the current attempt', () => {
  it.each([
    ['sent', 'sent', { fate: 'applied', event: 'receipt-delivered', retryInMs: null }],
    ['unknown', 'sent', { fate: 'applied', event: 'receipt-delivered', retryInMs: null }],
    ['delivered', 'sent', { fate: 'repeated' }],
    ['bounced', 'sent', { fate: 'late' }],
    ['failed', 'sent', { fate: 'late' }],
    ['sending', 'sent', { fate: 'early' }],
    ['sending', 'failed', { fate: 'early' }],
    ['sent', 'failed', { fate: 'applied', event: 'receipt-postponed', retryInMs: 1_000 }],
    ['unknown', 'failed', { fate: 'applied', event: 'receipt-postponed', retryInMs: 1_000 }],
    ['retrying', 'failed', { fate: 'repeated' }],
    ['failed', 'failed', { fate: 'repeated' }],
    ['delivered', 'failed', { fate: 'late' }],
    ['delivered', 'bounced', { fate: 'applied', event: 'receipt-bounced', retryInMs: null }],
    ['bounced', 'complained', { fate: 'applied', event: 'receipt-complained', retryInMs: null }],
    ['complained', 'bounced', { fate: 'late' }],
    ['cancelled', 'failed', { fate: 'late' }],
  ] as const)('of a message that is %s: %s → %j', (status, kind, expected) => {
    expect(decide(status, kind, 1)).toEqual(expected);
  });

  it('gives up when the last attempt failed', () => {
    expect(decide('sent', 'failed', 3, 3)).toEqual({ fate: 'applied', event: 'receipt-rejected', retryInMs: null });
  });

  it('waits twice as long after the second attempt, and starts over with a new round', () => {
    expect(decide('sent', 'failed', 2, 2)).toMatchObject({ retryInMs: 2_000 });
    expect(decide('sent', 'failed', 4, 4, 6)).toMatchObject({ retryInMs: 1_000 });
  });
});

it('nobody is believed about what another provider sent', () => {
  expect(decide('sent', 'complained', 1, 1, 3, 'globex')).toEqual({ fate: 'unknown-message' });
});

describe('a receipt about another attempt', () => {
  it.each([
    ['a failure of an earlier one says nothing of this one', 'sent', 'failed', 1, 'late'],
    ['an earlier one that arrived after all ends the matter', 'retrying', 'sent', 1, 'applied'],
    ['an earlier one that arrived while the next is handed over', 'sending', 'sent', 1, 'applied'],
    ['an earlier one that arrived, while another try was given back', 'queued', 'sent', 1, 'applied'],
    ['an earlier one that bounced, while another try waits: there is none', 'retrying', 'bounced', 1, 'applied'],
    ['an earlier one that annoyed somebody who is about to be written to again', 'queued', 'complained', 1, 'applied'],
    ['one that was never made', 'sent', 'sent', 3, 'unknown-message'],
    ['one without a number', 'sent', 'sent', 0, 'unknown-message'],
  ] as const)('%s', (_case, status, kind, attempt, fate) => {
    expect(decide(status, kind, attempt, 2).fate).toBe(fate);
  });
});
