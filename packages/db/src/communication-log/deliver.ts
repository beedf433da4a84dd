import { transitionOf, waitingStatuses, type AttemptOutcome, type Clock, type NotificationEvent, type NotificationStatus } from '@carillon/domain';
import type { mongo } from 'mongoose';
import type { CampaignCounterRepository } from '../campaign-counter/repository.ts';
import { groupBy } from '../group-by.ts';
import { notHandedOver } from '../not-handed-over.ts';
import { atOnce, type CommunicationLogDocument, type CommunicationLogModel } from './model.ts';
import { createTally, findMoved } from './tally.ts';

export interface CommunicationLogDeps {
  model: CommunicationLogModel;
  counters: Pick<CampaignCounterRepository, 'move' | 'pace'>;
  clock: Clock;
}

/** A recipient that waits, or is claimed: `attemptCount` counts the tries so far, with the one it is claimed for. */
export type WaitingRecipient = Pick<CommunicationLogDocument, '_id' | 'campaignId' | 'userId' | 'name' | 'to' | 'status' | 'attemptCount' | 'maxAttempts'>;

/** What one attempt came to. */
export interface AttemptResult {
  id: string;
  attempt: number;
  event: NotificationEvent;
  outcome: AttemptOutcome;
  code: number | null;
  text: string | null;
  reason: string | null;
  providerMessageId: string | null;
  /** When it may be tried again; null: it will not. */
  dueAt: Date | null;
  /** Until when its provider may say what became of it by itself; null: it never does. */
  receiptDueAt: Date | null;
}

const waitingFields = { _id: 1, campaignId: 1, userId: 1, name: 1, to: 1, status: 1, attemptCount: 1, maxAttempts: 1 } as const;

/**
 * The way of a recipient through one attempt: found, claimed, handed over, recorded. Everything is done for many at once, and
 * is a compare-and-set on state, claim and attempt: who has lost a claim changes nothing. What is written for every recipient
 * goes past mongoose, whose casting would cost more than the write: all values are of the schema's types.
 */
export function createRecipientDelivery({ model, counters, clock }: CommunicationLogDeps) {
  const rows = model.db.collection<CommunicationLogDocument>(model.collection.collectionName);
  return {
    /** Recipients of a lane whose time has come, longest due first. */
    findWaiting(campaignId: string, lane: number, limit: number): Promise<WaitingRecipient[]> {
      return model
        .find({ campaignId, lane, status: { $in: waitingStatuses }, dueAt: { $lte: clock.now() } }, waitingFields)
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean<WaitingRecipient[]>();
    },

    /** `queued|retrying → sending` under `owner`, which names this one claim. Answers those that were really claimed. */
    async claim(recipients: readonly WaitingRecipient[], { owner, leaseUntil, provider }: { owner: string; leaseUntil: Date; provider: string }): Promise<WaitingRecipient[]> {
      const now = clock.now();
      const tally = createTally();
      let matched = 0;
      for (const group of groupBy(recipients, ({ campaignId, status, attemptCount }) => `${campaignId} ${status} ${attemptCount}`)) {
        const { campaignId, status, attemptCount } = group[0];
        const number = attemptCount + 1;
        const attempt = { number, provider, startedAt: now, handedOverAt: null, endedAt: null, outcome: null, code: null, text: null, reason: null, providerMessageId: null };
        const ids = group.map(({ _id }) => _id);
        const result = await rows.updateMany(
          { _id: { $in: ids }, status, attemptCount },
          { $set: { status: 'sending', reason: null, attemptCount: number, lease: { owner, until: leaseUntil }, updatedAt: now }, $push: { attempts: attempt } },
        );
        matched += result.matchedCount;
        tally.moved(campaignId, status, 'sending', await findMoved(model, ids, { matched: result.matchedCount, to: 'sending', at: now }));
      }
      await tally.count(counters);
      const claimed = recipients.map((recipient): WaitingRecipient => ({ ...recipient, status: 'sending', attemptCount: recipient.attemptCount + 1 }));
      return matched === recipients.length ? claimed : keepHeld(claimed, owner);
    },

    /**
     * Notes that the provider may have these from now on, and renews their lease, unless it lasts long enough (null). Answers
     * those that may be sent: all others have lost their claim.
     */
    async markHandedOver(recipients: readonly WaitingRecipient[], { owner, leaseUntil }: { owner: string; leaseUntil: Date | null }): Promise<ReadonlySet<string>> {
      const now = clock.now();
      let matched = 0;
      for (const group of groupBy(recipients, ({ attemptCount }) => String(attemptCount))) {
        const { attemptCount } = group[0];
        const result = await rows.updateMany(
          { _id: { $in: group.map(({ _id }) => _id) }, status: 'sending', attemptCount, 'lease.owner': owner, 'lease.until': { $gt: now } },
          { $set: { [`attempts.${attemptCount - 1}.handedOverAt`]: now, ...(leaseUntil === null ? {} : { lease: { owner, until: leaseUntil } }) } },
        );
        matched += result.matchedCount;
      }
      const ids = recipients.map(({ _id }) => _id);
      if (matched === ids.length) return new Set(ids);
      // Nobody is marked twice under one claim: those with this very instant are those that matched.
      const marked = await model.find({ _id: { $in: ids }, status: 'sending', 'lease.owner': owner, 'attempts.handedOverAt': now }, { _id: 1 }).lean<{ _id: string }[]>();
      return new Set(marked.map(({ _id }) => _id));
    },

    /** Gives back what was claimed and not handed over: it costs no attempt. Answers how many. */
    release: (recipients: readonly WaitingRecipient[], owner: string): Promise<number> => giveBack(recipients, { 'lease.owner': owner }),

    /** Gives back claims whose lease ran out before the hand-over: their worker is gone. */
    releaseExpired: (recipients: readonly WaitingRecipient[]): Promise<number> => giveBack(recipients, { 'lease.until': { $lt: clock.now() } }),

    /** Ends attempts that were claimed under `owner`. Those that are not current any more, or somebody else's by now, are left as they are. */
    async record(campaignId: string, results: readonly AttemptResult[], owner: string): Promise<void> {
      const now = clock.now();
      const tally = createTally();
      let handed = 0;
      for (const group of groupBy(results, ({ event }) => event)) {
        const { event } = group[0];
        const { from, to } = transitionOf(event);
        let open: readonly string[] = group.map(({ id }) => id);
        // `sending` nearly always; a claim that was given up for lost may still report how it ended.
        for (const status of from) {
          if (open.length === 0) break;
          const { matchedCount } = await rows.bulkWrite(group.map((result) => toUpdate(result, { status, ...(status === 'sending' ? { 'lease.owner': owner } : {}) }, to, now)), { ordered: false });
          const moved = new Set(await findMoved(model, open, { matched: matchedCount, to, at: now }));
          tally.moved(campaignId, status, to, [...moved]);
          open = open.filter((id) => !moved.has(id));
        }
        if (event === 'accepted' || event === 'outcome-lost') handed += group.length - open.length;
      }
      await Promise.all([tally.count(counters), counters.pace(campaignId, handed)]);
    },

    /** Leaves recipients out before any attempt, each with its reason. Answers how many. */
    async leaveOut(recipients: readonly { recipient: WaitingRecipient; event: 'skipped' | 'suppressed'; reason: string }[]): Promise<number> {
      const now = clock.now();
      const tally = createTally();
      let leftOut = 0;
      for (const group of groupBy(recipients, ({ recipient: { campaignId, status }, event, reason }) => `${campaignId} ${status} ${event} ${reason}`)) {
        const { recipient: { campaignId, status }, event, reason } = group[0];
        const { to } = transitionOf(event);
        const ids = group.map(({ recipient }) => recipient._id);
        const { matchedCount } = await model.updateMany(
          { _id: { $in: ids }, status },
          { $set: { status: to, reason, updatedAt: now }, $push: { timeline: { at: now, event, status: to, reason, by: null, attempt: null } } },
        );
        tally.moved(campaignId, status, to, await findMoved(model, ids, { matched: matchedCount, to, at: now }));
        leftOut += matchedCount;
      }
      await tally.count(counters);
      return leftOut;
    },
  };

  async function keepHeld(recipients: readonly WaitingRecipient[], owner: string): Promise<WaitingRecipient[]> {
    const held = await model.find({ _id: { $in: recipients.map(({ _id }) => _id) }, status: 'sending', 'lease.owner': owner }, { _id: 1 }).lean<{ _id: string }[]>();
    const ids = new Set(held.map(({ _id }) => _id));
    return recipients.filter(({ _id }) => ids.has(_id));
  }

  async function giveBack(recipients: readonly WaitingRecipient[], guard: Record<string, unknown>): Promise<number> {
    const now = clock.now();
    const tally = createTally();
    let released = 0;
    for (const group of groupBy(recipients, ({ campaignId, attemptCount }) => `${campaignId} ${attemptCount}`)) {
      const { campaignId, attemptCount } = group[0];
      const ids = group.map(({ _id }) => _id);
      const { matchedCount } = await model.updateMany(
        { _id: { $in: ids }, status: 'sending', attemptCount, ...notHandedOver(attemptCount), ...guard },
        { $set: { status: 'queued', attemptCount: attemptCount - 1, lease: null, dueAt: atOnce, updatedAt: now }, $pop: { attempts: 1 } },
      );
      tally.moved(campaignId, 'sending', 'queued', await findMoved(model, ids, { matched: matchedCount, to: 'queued', at: now }));
      released += matchedCount;
    }
    await tally.count(counters);
    return released;
  }
}

function toUpdate(result: AttemptResult, from: { status: NotificationStatus; 'lease.owner'?: string }, to: NotificationStatus, now: Date): mongo.AnyBulkWriteOperation<CommunicationLogDocument> {
  const path = `attempts.${result.attempt - 1}`;
  return {
    updateOne: {
      filter: { _id: result.id, ...from, attemptCount: result.attempt },
      update: {
        $set: {
          status: to,
          reason: result.reason,
          lease: null,
          updatedAt: now,
          receiptDueAt: result.receiptDueAt,
          ...(result.dueAt === null ? {} : { dueAt: result.dueAt }),
          [`${path}.endedAt`]: now,
          [`${path}.outcome`]: result.outcome,
          [`${path}.code`]: result.code,
          [`${path}.text`]: result.text,
          [`${path}.reason`]: result.reason,
          [`${path}.providerMessageId`]: result.providerMessageId,
        },
        $push: { timeline: { at: now, event: result.event, status: to, reason: result.reason, by: null, attempt: result.attempt } },
      },
    },
  };
}
