import { transitionOf, waitingStatuses, type NotificationStatus, type Requester } from '@carillon/domain';
import { groupBy } from '../group-by.ts';
import type { CommunicationLogDeps, WaitingRecipient } from './deliver.ts';
import { atOnce, type CommunicationLogDocument } from './model.ts';
import { createTally, findMoved } from './tally.ts';

type Lost = WaitingRecipient & Pick<CommunicationLogDocument, 'attempts'>;

/** What happens to many recipients at once from outside: the campaign is cancelled, tried again, or its worker died. */
export function createRecipientRounds({ model, counters, clock }: CommunicationLogDeps) {
  return {
    /** Cancels up to `limit` recipients that wait; answers how many. */
    async cancelWaiting(campaignId: string, reason: string, limit: number): Promise<number> {
      const now = clock.now();
      const rows = await model.find({ campaignId, status: { $in: waitingStatuses } }, { _id: 1, status: 1 }).limit(limit).lean<Pick<CommunicationLogDocument, '_id' | 'status'>[]>();
      const tally = createTally();
      for (const group of groupBy(rows, ({ status }) => status)) {
        const { status } = group[0];
        const ids = group.map(({ _id }) => _id);
        const { matchedCount } = await model.updateMany(
          { _id: { $in: ids }, status },
          { $set: { status: 'cancelled', reason, updatedAt: now }, $push: { timeline: { at: now, event: 'cancelled', status: 'cancelled', reason, by: null, attempt: null } } },
        );
        tally.moved(campaignId, status, 'cancelled', await findMoved(model, ids, { matched: matchedCount, to: 'cancelled', at: now }));
      }
      await tally.count(counters);
      return rows.length;
    },

    /** Queues up to `limit` of those that were in `statuses` before `before` once more, with `attempts` more tries; answers how many. */
    async requeue(campaignId: string, round: { statuses: readonly NotificationStatus[]; before: Date; by: Requester; attempts: number }, limit: number): Promise<number> {
      const now = clock.now();
      const { to } = transitionOf('retry-requested');
      const rows = await model
        .find({ campaignId, status: { $in: [...round.statuses] }, updatedAt: { $lt: round.before } }, { _id: 1, status: 1, attemptCount: 1 })
        .limit(limit)
        .lean<Pick<CommunicationLogDocument, '_id' | 'status' | 'attemptCount'>[]>();
      const tally = createTally();
      for (const group of groupBy(rows, ({ status, attemptCount }) => `${status} ${attemptCount}`)) {
        const { status, attemptCount } = group[0];
        const ids = group.map(({ _id }) => _id);
        const { matchedCount } = await model.updateMany(
          { _id: { $in: ids }, status, attemptCount },
          {
            $set: { status: to, reason: null, dueAt: atOnce, updatedAt: now, maxAttempts: attemptCount + round.attempts, receiptDueAt: null },
            $push: { timeline: { at: now, event: 'retry-requested', status: to, reason: null, by: round.by, attempt: null } },
          },
        );
        tally.moved(campaignId, status, to, await findMoved(model, ids, { matched: matchedCount, to, at: now }));
      }
      await tally.count(counters);
      return rows.length;
    },

    /** Claims whose lease has run out, with their attempts. */
    findExpiredClaims(limit: number): Promise<Lost[]> {
      return model.find({ status: 'sending', 'lease.until': { $lt: clock.now() } }, { timeline: 0 }).sort({ 'lease.until': 1 }).limit(limit).lean<Lost[]>();
    },

    /** Ends claims that ran out after the hand-over: nobody here knows what became of them, so their provider is asked. Answers how many. */
    async giveUpExpired(recipients: readonly WaitingRecipient[], reason: string): Promise<number> {
      const now = clock.now();
      const { to } = transitionOf('outcome-lost');
      const tally = createTally();
      let lost = 0;
      for (const group of groupBy(recipients, ({ campaignId, attemptCount }) => `${campaignId} ${attemptCount}`)) {
        const { campaignId, attemptCount } = group[0];
        const path = `attempts.${attemptCount - 1}`;
        const ids = group.map(({ _id }) => _id);
        const { matchedCount } = await model.updateMany(
          { _id: { $in: ids }, status: 'sending', attemptCount, 'lease.until': { $lt: now } },
          {
            $set: { status: to, reason, lease: null, receiptDueAt: now, updatedAt: now, [`${path}.endedAt`]: now, [`${path}.outcome`]: 'abandoned', [`${path}.reason`]: reason },
            $push: { timeline: { at: now, event: 'outcome-lost', status: to, reason, by: null, attempt: attemptCount } },
          },
        );
        tally.moved(campaignId, 'sending', to, await findMoved(model, ids, { matched: matchedCount, to, at: now }));
        lost += matchedCount;
      }
      await tally.count(counters);
      return lost;
    },
  };
}
