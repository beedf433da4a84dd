import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../channel/schema.ts';
import { concludeAttempt, decideSend, recoverLostAttempt } from './decide-send.ts';
import { defaultRetryPolicy } from './retry-delay.ts';
import type { Attempt } from './schema.ts';
import { NotificationStatus } from './status.ts';

const now = new Date('2026-03-29T00:59:00Z');
const later = '2026-03-29T01:00:00.000Z';
const earlier = '2026-03-29T00:58:00.000Z';
const waiting = { status: 'queued' as const, nextAttemptAt: null, lease: null };

describe('decideSend', () => {
  it.each([
    ['a queued one is claimed', waiting, { kind: 'claim' }],
    ['a retrying one is claimed when its time has come', { ...waiting, status: 'retrying' as const, nextAttemptAt: earlier }, { kind: 'claim' }],
    ['one whose time has not come waits', { ...waiting, nextAttemptAt: later }, { kind: 'wait', until: new Date(later) }],
    ['one that a living worker may hold waits for the lease', { ...waiting, status: 'sending' as const, lease: { owner: 'a', until: later } }, { kind: 'wait', until: new Date(later) }],
    ['one whose lease ran out is recovered', { ...waiting, status: 'sending' as const, lease: { owner: 'a', until: earlier } }, { kind: 'recover' }],
    ['a lease ends at its very instant', { ...waiting, status: 'sending' as const, lease: { owner: 'a', until: now.toISOString() } }, { kind: 'recover' }],
  ])('%s', (_title, notification, expected) => {
    expect(decideSend(notification, now)).toMatchObject(expected);
  });

  it.each(NotificationStatus.options.filter((status) => !['queued', 'retrying', 'sending'].includes(status)))('one that is %s is left alone', (status) => {
    expect(decideSend({ ...waiting, status }, now).kind).toBe('leave');
  });
});

describe('recoverLostAttempt', () => {
  const attempt: Attempt = { number: 1, provider: 'smtp:x', startedAt: earlier, handedOverAt: null, endedAt: null, outcome: null, code: null, text: null, reason: null, providerMessageId: null };

  it.each([
    ['before the hand-over it is tried again', null, 1, 'lease-expired'],
    ['before the hand-over of the last attempt it has failed', null, 5, 'exhausted'],
    ['after the hand-over nobody knows', earlier, 1, 'outcome-lost'],
    ['after the hand-over of the last attempt nobody knows either', earlier, 5, 'outcome-lost'],
  ])('%s', (_title, handedOverAt, attemptCount, expected) => {
    expect(recoverLostAttempt({ attempts: [{ ...attempt, handedOverAt }], attemptCount, maxAttempts: 5 }).event).toBe(expected);
  });
});

describe('concludeAttempt', () => {
  const temporary: SendOutcome = { kind: 'temporary', code: 450, text: '4.2.0 greylisted', reason: 'Greylisted', retryAfterMs: null };

  it.each<[string, SendOutcome, number, number, { event: string; retryInMs: number | null }]>([
    ['accepted is sent', { kind: 'accepted', code: 250, text: 'ok', providerMessageId: 'x' }, 1, 5, { event: 'accepted', retryInMs: null }],
    ['permanent has failed', { kind: 'permanent', code: 550, text: 'no such user', reason: 'No such user' }, 1, 5, { event: 'rejected', retryInMs: null }],
    ['ambiguous is never tried again by itself', { kind: 'ambiguous', code: null, text: '', reason: 'Connection lost' }, 1, 5, { event: 'outcome-lost', retryInMs: null }],
    ['temporary is tried again', temporary, 1, 5, { event: 'postponed', retryInMs: 15_000 }],
    ['temporary at the last attempt has failed', temporary, 5, 5, { event: 'exhausted', retryInMs: null }],
    ['the provider says when', { ...temporary, retryAfterMs: 300_000 }, 1, 5, { event: 'postponed', retryInMs: 300_000 }],
    ['the delays start over in a round that an operator granted', temporary, 6, 10, { event: 'postponed', retryInMs: 15_000 }],
  ])('%s', (_title, outcome, attemptCount, maxAttempts, expected) => {
    expect(concludeAttempt(outcome, { attemptCount, maxAttempts }, defaultRetryPolicy, 0)).toEqual(expected);
  });
});
