import {
  createUnderWay,
  searchTermsOf,
  transitionOf,
  type ChannelName,
  type Clock,
  type NotificationDetail,
  type NotificationEvent,
  type NotificationId,
  type NotificationPriority,
  type NotificationStatus,
  type NotificationSummary,
  type Requester,
} from '@carillon/domain';
import type { QueryFilter } from 'mongoose';
import { createInserter } from '../insert-new.ts';
import type { NotificationCounterRepository } from '../notification-counter/repository.ts';
import { changeOf, endAttempt, type AttemptResult, type ChangeDetails, type TransitionDetails } from './change.ts';
import { createNotificationDelivery } from './deliver.ts';
import type { NotificationDocument, NotificationModel } from './model.ts';
import { notHandedOver } from '../not-handed-over.ts';
import { toDetail, toSummary } from './to-domain.ts';

/** A notification before anything happened to it. */
export interface NewNotification {
  id: NotificationId;
  channel: ChannelName;
  to: string;
  /** Null for all three: nothing is known but an address. */
  userId: string | null;
  timeZone: string | null;
  occurrence: { subjectId: string; slot: string } | null;
  subject: string;
  category: string;
  rule: string | null;
  template: { name: string; version: number } | null;
  tags: string[];
  priority: NotificationPriority;
  sendAt: Date | null;
  maxAttempts: number;
  requestedBy: Requester;
  requestId: string;
  idempotencyKey: string | null;
  messageId: string;
}

/** A change that was really written, with the state before it (null: it is new). */
export interface NotificationChange {
  notification: NotificationSummary;
  previous: NotificationStatus | null;
}

export interface NotificationTransitionsOptions {
  model: NotificationModel;
  counters: Pick<NotificationCounterRepository, 'move'>;
  clock: Clock;
  /** Told of every change once, after it was written and counted. */
  onChange(change: NotificationChange): void;
  /** The change stands, but its counter does not have it; `maintenance.verify-counters` will mend that. */
  onCountFailed(error: unknown): void;
}

/**
 * The writing half of the notification log. Every change of state is a compare-and-set on the state it starts from: of two
 * that compete one matches, and only that one counts, is told to `onChange`, and gets an answer that is not null.
 */
export function createNotificationTransitions({ model, counters, clock, onChange, onCountFailed }: NotificationTransitionsOptions) {
  const insertNew = createInserter<NotificationDocument>(model);
  const announcing = createUnderWay();

  async function announce(notification: NotificationSummary, previous: NotificationStatus | null): Promise<void> {
    const { createdAt, status, sentAt } = notification;
    // No other event leads to this state.
    const acceptedAt = status === 'sent' && sentAt !== null ? new Date(sentAt) : null;
    if (previous !== status) await counters.move(new Date(createdAt), previous, status, acceptedAt).catch(onCountFailed);
    onChange({ notification, previous });
  }

  /**
   * Counts and tells by itself: nobody waits for it before {@link settled}. What a crash leaves uncounted is mended, whether
   * it was waited for or not.
   */
  function announceLater(notification: NotificationSummary, previous: NotificationStatus | null): void {
    void announcing.add(announce(notification, previous).catch(onCountFailed));
  }

  async function move(id: string, event: NotificationEvent, guard: QueryFilter<NotificationDocument>, change: ChangeDetails, now = clock.now()): Promise<NotificationDetail | null> {
    const { from } = transitionOf(event);
    const document = await model
      .findOneAndUpdate({ _id: id, status: { $in: [...from] }, ...guard }, changeOf(event, now, change), { returnDocument: 'after' })
      .lean<NotificationDocument>();
    if (document === null) return null;
    const previous = document.timeline.at(-2)?.status ?? null;
    await announce(toSummary(document), previous);
    return toDetail(document);
  }

  /** Ends attempt number `attempt` and moves the notification by `event`. Null: the attempt was not the current one any more. */
  function finishAttempt(id: string, attempt: number, event: NotificationEvent, result: AttemptResult, details: TransitionDetails = {}): Promise<NotificationDetail | null> {
    const now = clock.now();
    // Who gave up a claim as not handed over had looked a moment ago: where clocks differ, its worker may have gone on since.
    const stillHere = result.outcome === 'abandoned' && event !== 'outcome-lost' ? notHandedOver(attempt) : {};
    return move(id, event, { attemptCount: attempt, ...stillHere }, endAttempt(attempt, event, result, now, details), now);
  }

  return {
    ...createNotificationDelivery({ model, clock, announce: announceLater, finishAttempt }),

    /**
     * Answers false when a notification with this id exists already: then nothing was written. Else it is on disk from the
     * answer on; that it is counted and told of follows.
     */
    async insert(notification: NewNotification): Promise<boolean> {
      const now = clock.now();
      const { id, ...fields } = notification;
      const document: NotificationDocument = {
        _id: id,
        status: 'queued',
        reason: null,
        ...fields,
        to: notification.to.toLowerCase(),
        terms: searchTermsOf(notification.to, notification.subject),
        createdAt: now,
        updatedAt: now,
        dueAt: notification.sendAt ?? now,
        enqueuedAt: now,
        sentAt: null,
        receiptDueAt: null,
        attempts: [],
        attemptCount: 0,
        lease: null,
        timeline: [{ at: now, event: 'created', status: 'queued', reason: null, by: notification.requestedBy, attempt: null }],
      };
      if (!(await insertNew(document))) return false;
      announceLater(toSummary(document), null);
      return true;
    },

    /** Resolves when every change so far is counted and told of. Whoever closes the connection waits for it. */
    settled: (): Promise<void> => announcing.settled(),

    /** Gives a claim back before the hand-over: it cost no attempt. Null: it is not this claim's any more. */
    release(id: string, attempt: number, details: { dueAt: Date; reason: string }): Promise<NotificationDetail | null> {
      return move(id, 'released', { attemptCount: attempt, ...notHandedOver(attempt) }, { ...details, attempt, set: { lease: null, attemptCount: attempt - 1 }, pop: { attempts: 1 } });
    },

    finishAttempt,

    /** A change that belongs to no attempt: cancelled, skipped, retry requested. Null: the current state does not allow it. */
    transition(id: string, event: NotificationEvent, details: TransitionDetails): Promise<NotificationDetail | null> {
      return move(id, event, {}, details);
    },

    /**
     * What a provider said afterwards of attempt number `attempt`, while the notification is as it was when that was decided.
     * Null: it has moved on. One that is tried again needs a job.
     */
    applyReceipt(id: string, seen: { status: NotificationStatus; attemptCount: number }, event: NotificationEvent, details: TransitionDetails & { attempt: number }): Promise<NotificationDetail | null> {
      return move(id, event, { status: seen.status, attemptCount: seen.attemptCount }, { ...details, ...(event === 'receipt-postponed' ? { set: { enqueuedAt: new Date(0) } } : {}) });
    },

    /** Waits longer for a vendor that could not be asked, or has not decided. */
    async awaitReceipt(id: string, until: Date): Promise<void> {
      await model.updateOne({ _id: id, status: 'sent' }, { $set: { receiptDueAt: until } });
    },

    /** Notes when a job for these was put into Redis; `null` when it could not be, so that the next sweep does it. */
    async markEnqueued(ids: readonly string[], at: Date | null): Promise<void> {
      if (ids.length > 0) await model.updateMany({ _id: { $in: [...ids] } }, { $set: { enqueuedAt: at ?? new Date(0) } });
    },
  };
}
