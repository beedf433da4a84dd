import type { SendOutcome } from '../channel/schema.ts';
import { attemptOfRound, retryDelay, type RetryPolicy } from './retry-delay.ts';
import type { NotificationDetail } from './schema.ts';
import { isSettled, type NotificationEvent } from './status.ts';

/** Why a message is `unknown` whose worker ended in the middle of its hand-over. */
export const stoppedInHandOver = 'The worker stopped while the provider had the message: it may or may not have been sent. Retry it if a second copy does no harm.';

/** What a worker that got the job for a notification should do with it. */
export type SendDecision =
  | { kind: 'claim' }
  | { kind: 'wait'; until: Date; reason: string }
  | { kind: 'recover' }
  | { kind: 'leave'; reason: string };

type Sendable = Pick<NotificationDetail, 'status' | 'nextAttemptAt' | 'lease'>;

/** A claim that is still good belongs to a worker that may be alive: only time can tell that it is not. */
export function decideSend(notification: Sendable, now: Date): SendDecision {
  if (isSettled(notification.status)) return { kind: 'leave', reason: `it is ${notification.status} already` };
  if (notification.status === 'sending') {
    const until = notification.lease === null ? now : new Date(notification.lease.until);
    return until > now ? { kind: 'wait', until, reason: 'another worker holds it' } : { kind: 'recover' };
  }
  const due = notification.nextAttemptAt === null ? now : new Date(notification.nextAttemptAt);
  return due > now ? { kind: 'wait', until: due, reason: 'its time has not come' } : { kind: 'claim' };
}

/** What becomes of a claim whose lease ran out: before the hand-over it is safe to try again, after it nobody knows. */
export function recoverLostAttempt(notification: Pick<NotificationDetail, 'attempts' | 'attemptCount' | 'maxAttempts'>): { event: NotificationEvent; reason: string } {
  const handedOverAt = notification.attempts.at(-1)?.handedOverAt ?? null;
  if (handedOverAt !== null) return { event: 'outcome-lost', reason: stoppedInHandOver };
  if (notification.attemptCount >= notification.maxAttempts) return { event: 'exhausted', reason: `The worker stopped before the message left, at the last of ${notification.maxAttempts} attempts.` };
  return { event: 'lease-expired', reason: 'The worker stopped before the message left: it is tried again.' };
}

/** What an attempt's outcome means for the notification; `retryInMs` is set when it will be tried again. */
export function concludeAttempt(
  outcome: SendOutcome,
  notification: Pick<NotificationDetail, 'attemptCount' | 'maxAttempts'>,
  policy: RetryPolicy,
  random: number,
): { event: NotificationEvent; retryInMs: number | null } {
  switch (outcome.kind) {
    case 'accepted':
      return { event: 'accepted', retryInMs: null };
    case 'permanent':
      return { event: 'rejected', retryInMs: null };
    case 'ambiguous':
      return { event: 'outcome-lost', retryInMs: null };
    case 'temporary':
      if (notification.attemptCount >= notification.maxAttempts) return { event: 'exhausted', retryInMs: null };
      return { event: 'postponed', retryInMs: retryDelay(policy, attemptOfRound(notification, policy), random, outcome.retryAfterMs) };
  }
}
