import { transitionOf, type Attempt, type NotificationEvent, type Requester } from '@carillon/domain';
import type { AttemptDocument, TimelineDocument } from '../subdocuments.ts';

export interface TransitionDetails {
  reason?: string | null;
  by?: Requester | null;
  /** When it may be claimed next. */
  dueAt?: Date;
  /** By then it may be claimed next: earlier, if it might be before. Not together with `dueAt`. */
  dueBy?: Date;
  /** Until when its vendor is expected to call back; whatever else happens to it ends the waiting. */
  receiptDueAt?: Date | null;
  /** The run that it is held back in: counted there for good. */
  heldIn?: string;
  /** Raises the number of tries it may have. */
  maxAttempts?: number;
}

/** What else a change writes, beside the new state. */
export interface ChangeDetails extends TransitionDetails {
  attempt?: number | null;
  set?: Record<string, unknown>;
  push?: Record<string, unknown>;
  pop?: Record<string, 1>;
}

export type AttemptResult = Pick<Attempt, 'outcome' | 'code' | 'text' | 'reason' | 'providerMessageId'>;

/** The update that moves a notification by `event`. */
export function changeOf(event: NotificationEvent, now: Date, { reason = null, by = null, attempt = null, receiptDueAt = null, dueAt, dueBy, heldIn, maxAttempts, set, push, pop }: ChangeDetails) {
  const { to } = transitionOf(event);
  const entry: TimelineDocument = { at: now, event, status: to, reason, by, attempt };
  return {
    $set: { status: to, reason, updatedAt: now, receiptDueAt, ...(dueAt === undefined ? {} : { dueAt }), ...(heldIn === undefined ? {} : { heldIn }), ...(maxAttempts === undefined ? {} : { maxAttempts }), ...set },
    $push: { timeline: entry, ...push },
    ...(dueBy === undefined ? {} : { $min: { dueAt: dueBy } }),
    ...(pop === undefined ? {} : { $pop: pop }),
  };
}

export function beginAttempt(number: number, provider: string, now: Date): AttemptDocument {
  return { number, provider, startedAt: now, handedOverAt: null, endedAt: null, outcome: null, code: null, text: null, reason: null, providerMessageId: null };
}

/** The change that ends attempt number `attempt` and moves the notification by `event`. */
export function endAttempt(attempt: number, event: NotificationEvent, result: AttemptResult, now: Date, details: TransitionDetails): ChangeDetails {
  const path = `attempts.${attempt - 1}`;
  return {
    reason: result.reason,
    ...details,
    attempt,
    set: {
      lease: null,
      [`${path}.endedAt`]: now,
      [`${path}.outcome`]: result.outcome,
      [`${path}.code`]: result.code,
      [`${path}.text`]: result.text,
      [`${path}.reason`]: result.reason,
      [`${path}.providerMessageId`]: result.providerMessageId,
      ...(event === 'accepted' ? { sentAt: now } : {}),
    },
  };
}
