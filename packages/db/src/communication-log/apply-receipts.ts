import { concludeReceipt, parseReference, transitionOf, type NotificationEvent, type ReceiptFate, type ReceiptType, type RetryPolicy } from '@carillon/domain';
import type { AnyBulkWriteOperation } from 'mongoose';
import { groupBy } from '../group-by.ts';
import type { CommunicationLogDeps } from './deliver.ts';
import { awaiting, type CommunicationLogDocument } from './model.ts';
import { createTally, findMoved } from './tally.ts';

/** What a provider says of one attempt; `reference` is what was sent along with it. */
export interface ReceiptItem {
  provider: string;
  providerMessageId: string | null;
  reference: string | null;
  type: ReceiptType;
  at: Date;
  reason: string | null;
}

export interface ReceiptDeps extends CommunicationLogDeps {
  retry: RetryPolicy;
  /** In [0, 1). */
  random: () => number;
  /** Which of these campaigns still send: elsewhere what failed is not tried again. */
  findOpen(campaignIds: readonly string[]): Promise<ReadonlySet<string>>;
}

type Target = Pick<CommunicationLogDocument, '_id' | 'campaignId' | 'status' | 'attemptCount' | 'maxAttempts' | 'attempts'>;
interface Change {
  index: number;
  item: ReceiptItem;
  attempt: number;
  target: Target;
  event: NotificationEvent;
  retryInMs: number | null;
}

/** Brings receipts to the rows they are about. */
export function createReceiptApplication({ model, counters, clock, retry, random, findOpen }: ReceiptDeps) {
  /** Each row at most once, so that what the first receipt changed is seen by the second. */
  async function applyRound(round: readonly { index: number; item: ReceiptItem; logId: string; attempt: number }[], fates: ReceiptFate[]): Promise<void> {
    const rows = await model.find({ _id: { $in: round.map(({ logId }) => logId) } }, { campaignId: 1, status: 1, attemptCount: 1, maxAttempts: 1, 'attempts.number': 1, 'attempts.provider': 1 }).lean<Target[]>();
    const targets = new Map(rows.map((row) => [row._id, row]));
    const open = await findOpen([...new Set(rows.map(({ campaignId }) => campaignId))]);
    const changes: Change[] = [];
    for (const { index, item, logId, attempt } of round) {
      const target = targets.get(logId);
      if (target === undefined) continue;
      const maxAttempts = open.has(target.campaignId) ? target.maxAttempts : target.attemptCount;
      const conclusion = concludeReceipt({ ...target, maxAttempts }, { provider: item.provider, kind: item.type, attempt }, retry, random());
      fates[index] = conclusion.fate;
      if (conclusion.fate === 'applied') changes.push({ index, item, attempt, target, event: conclusion.event, retryInMs: conclusion.retryInMs });
    }
    const now = clock.now();
    const tally = createTally();
    for (const group of groupBy(changes, ({ target: { campaignId, status }, event }) => `${campaignId} ${status} ${event}`)) {
      const { target: { campaignId, status }, event } = group[0];
      const { matchedCount } = await model.bulkWrite(group.map((change) => toUpdate(change, now)), { ordered: false });
      const { to } = transitionOf(event);
      tally.moved(campaignId, status, to, await findMoved(model, group.map(({ target }) => target._id), { matched: matchedCount, to, at: now }));
      // Somebody else moved some of them meanwhile: which ones is found out when they are looked at again.
      if (matchedCount < group.length) for (const { index } of group) fates[index] = 'early';
    }
    await tally.count(counters);
  }

  return {
    /** The fate of each receipt, in their order. Those that are `early` are to be tried again later. */
    async applyReceipts(items: readonly ReceiptItem[]): Promise<ReceiptFate[]> {
      const fates = items.map((): ReceiptFate => 'unknown-message');
      let rest = items.flatMap((item, index) => {
        const reference = item.reference === null ? null : parseReference(item.reference);
        return reference === null ? [] : [{ index, item, ...reference }];
      });
      while (rest.length > 0) {
        const seen = new Set<string>();
        const round = rest.filter(({ logId }) => !seen.has(logId) && seen.add(logId));
        await applyRound(round, fates);
        const done = new Set(round.map(({ index }) => index));
        rest = rest.filter(({ index }) => !done.has(index));
      }
      return fates;
    },

    /** Taken by a provider that was asked, and can not tell: nobody knows. Who was unknown before stays so, for the reason it has. Answers how many. */
    async giveUpReceipts(recipients: readonly { id: string; campaignId: string; attemptCount: number }[], reason: string): Promise<number> {
      const now = clock.now();
      await model.updateMany({ _id: { $in: recipients.map(({ id }) => id) }, status: 'unknown' }, { $set: { receiptDueAt: null } });
      const { to } = transitionOf('receipt-overdue');
      const tally = createTally();
      let lost = 0;
      for (const group of groupBy(recipients, ({ campaignId, attemptCount }) => `${campaignId} ${attemptCount}`)) {
        const { campaignId, attemptCount } = group[0];
        const ids = group.map(({ id }) => id);
        const { matchedCount } = await model.updateMany(
          { _id: { $in: ids }, status: 'sent', attemptCount },
          { $set: { status: to, reason, receiptDueAt: null, updatedAt: now }, $push: { timeline: { at: now, event: 'receipt-overdue', status: to, reason, by: null, attempt: attemptCount } } },
        );
        tally.moved(campaignId, 'sent', to, await findMoved(model, ids, { matched: matchedCount, to, at: now }));
        lost += matchedCount;
      }
      await tally.count(counters);
      return lost;
    },

    /** Waits longer for receipts whose provider could not be asked, or has not decided. */
    async postponeReceipts(ids: readonly string[], until: Date): Promise<void> {
      if (ids.length > 0) await model.updateMany({ _id: { $in: [...ids] }, status: { $in: [...awaiting] } }, { $set: { receiptDueAt: until } });
    },
  };
}

function toUpdate({ item, attempt, target, event, retryInMs }: Change, now: Date): AnyBulkWriteOperation<CommunicationLogDocument> {
  const { to } = transitionOf(event);
  return {
    updateOne: {
      filter: { _id: target._id, status: target.status, attemptCount: target.attemptCount },
      update: {
        $set: { status: to, reason: item.reason, receiptDueAt: null, updatedAt: now, ...(retryInMs === null ? {} : { dueAt: new Date(now.getTime() + retryInMs) }) },
        $push: { timeline: { at: now, event, status: to, reason: item.reason, by: null, attempt } },
      },
    },
  };
}
