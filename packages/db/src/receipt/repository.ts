import { parseReference, ReceiptId, replayableStates, type Clock, type Page, type Receipt, type ReceiptDetail, type ReceiptFilter, type ReceiptSettlement, type ReceiptType } from '@carillon/domain';
import type { QueryFilter } from 'mongoose';
import { groupBy } from '../group-by.ts';
import { createInserter } from '../insert-new.ts';
import { behind, decodeCursor, toPage } from '../keyset.ts';
import { oneOf } from '../one-of.ts';
import type { ReceiptDocument, ReceiptModel } from './model.ts';

/** A receipt whose signature fits. `content` is null when it could not be understood; `problem` then says why. */
export interface NewReceipt {
  id: ReceiptId;
  provider: string;
  eventId: string;
  content: { type: ReceiptType; reference: string | null; providerMessageId: string | null; reason: string | null; occurredAt: Date } | null;
  problem: string | null;
  body: string;
}

/** One that waits to be looked at. */
export type ClaimedReceipt = Pick<ReceiptDocument, 'provider' | 'reference' | 'messageId' | 'providerMessageId' | 'reason' | 'receivedAt' | 'tries'> & { id: string; type: ReceiptType; occurredAt: Date };

/** What providers told us. A receipt is stored before it is confirmed, and looked at by whoever claims it first. */
export function createReceiptRepository({ model, clock }: { model: ReceiptModel; clock: Clock }) {
  const insertNew = createInserter<ReceiptDocument>(model);
  const rows = model.db.collection<ReceiptDocument>(model.collection.collectionName);

  return {
    /** False: this provider has told us of this event before; then only that is noted. */
    async store({ id, provider, eventId, content, problem, body }: NewReceipt): Promise<boolean> {
      const now = clock.now();
      const isNew = await insertNew({
        ...blank, _id: id, provider, eventId, claimedEventId: eventId, receivedAt: now, body,
        ...(content === null ? { state: 'unreadable', explanation: problem, settledAt: now } : { ...content, messageId: messageIdOf(content.reference), state: 'waiting', dueAt: now }),
      });
      if (!isNew) await model.updateOne({ provider, eventId }, { $inc: { deliveries: 1 } });
      return isNew;
    },

    /** Keeps what somebody sent in a provider's name. Nothing of it is believed, and it can not take the place of a genuine one. */
    async storeForged({ id, provider, claimedEventId, explanation, body }: { id: ReceiptId; provider: string; claimedEventId: string; explanation: string; body: string }): Promise<void> {
      const now = clock.now();
      await insertNew({ ...blank, _id: id, provider, eventId: `forged:${id}`, claimedEventId, receivedAt: now, body, state: 'forged', explanation, settledAt: now });
    },

    /** Up to `limit` that are due, oldest first; nobody else gets them until `until`. */
    async claimDue({ limit, until, claim }: { limit: number; until: Date; claim: string }): Promise<ClaimedReceipt[]> {
      const due: QueryFilter<ReceiptDocument> = { state: { $in: ['waiting', 'early'] }, dueAt: { $lte: clock.now() } };
      const found = await model.find(due, { _id: 1 }).sort({ dueAt: 1 }).limit(limit).lean<{ _id: string }[]>();
      if (found.length === 0) return [];
      await model.updateMany({ _id: { $in: found.map(({ _id }) => _id) }, ...due }, { $set: { claim, dueAt: until }, $inc: { tries: 1 } });
      const claimed = await model.find({ claim, state: { $in: ['waiting', 'early'] } }, { body: 0 }).lean<ReceiptDocument[]>();
      return claimed.flatMap(toClaimed).toSorted((one, other) => one.occurredAt.getTime() - other.occurredAt.getTime());
    },

    /** Writes down what became of claimed ones; what is not this claim's any more is left alone. */
    async settle(claim: string, settlements: readonly (ReceiptSettlement & { id: string })[]): Promise<void> {
      if (settlements.length === 0) return;
      const now = clock.now();
      // Most came to the same: one statement for all of those.
      const writes = groupBy(settlements, ({ state, explanation, nextTryAt }) => JSON.stringify([state, explanation, nextTryAt])).map((group) => {
        const { state, explanation, nextTryAt } = group[0];
        return { updateMany: { filter: { _id: { $in: group.map(({ id }) => id) }, claim }, update: { $set: { state, explanation, dueAt: nextTryAt, claim: null, settledAt: nextTryAt === null ? now : null } }, hint: { _id: 1 } } };
      });
      await rows.bulkWrite(writes, { ordered: false });
    },

    /** Lets it be looked at again. Null: there is none with this id, or in a state from which that makes sense. */
    async replay(id: string): Promise<Receipt | null> {
      const document = await model
        .findOneAndUpdate({ _id: id, state: { $in: [...replayableStates] } }, { $set: { state: 'waiting', explanation: null, dueAt: clock.now(), claim: null, settledAt: null } }, { returnDocument: 'after' })
        .lean<ReceiptDocument>();
      return document === null ? null : toReceipt(document);
    },

    async find(id: string): Promise<ReceiptDetail | null> {
      const document = await model.findById(id).lean<ReceiptDocument>();
      return document === null ? null : { ...toReceipt(document), body: document.body };
    },

    /** Newest first. */
    async list(filter: ReceiptFilter, page: { limit: number; cursor?: string | undefined }): Promise<Page<Receipt>> {
      const conditions = toConditions(filter);
      if (page.cursor !== undefined) conditions.push(behind('receivedAt', decodeCursor(page.cursor)));
      const rows = await model.find(conditions.length === 0 ? {} : { $and: conditions }, { body: 0 }).sort({ receivedAt: -1, _id: -1 }).limit(page.limit + 1).lean<ReceiptDocument[]>();
      return toPage(rows, page.limit, (row) => row.receivedAt, toReceipt);
    },
  };
}
export type ReceiptRepository = ReturnType<typeof createReceiptRepository>;

const blank = { explanation: null, type: null, reference: null, messageId: null, providerMessageId: null, reason: null, occurredAt: null, deliveries: 1, tries: 0, dueAt: null, claim: null, settledAt: null } satisfies Partial<ReceiptDocument>;

function messageIdOf(reference: string | null): string | null {
  return reference === null ? null : (parseReference(reference)?.logId ?? null);
}

function toConditions({ state, provider, search }: ReceiptFilter): QueryFilter<ReceiptDocument>[] {
  const conditions: QueryFilter<ReceiptDocument>[] = [];
  if (state !== undefined) {
    const inState = { state: oneOf(state) };
    conditions.push(state.includes('repeated') ? { $or: [inState, { deliveries: { $gt: 1 } }] } : inState);
  }
  if (provider !== undefined) conditions.push({ provider });
  if (search !== undefined) conditions.push(ReceiptId.safeParse(search).success ? { _id: search } : { $or: [{ messageId: search }, { reference: search }, { providerMessageId: search }, { claimedEventId: search }] });
  return conditions;
}

function toClaimed({ _id, provider, reference, messageId, providerMessageId, reason, receivedAt, tries, type, occurredAt }: ReceiptDocument): ClaimedReceipt[] {
  return type === null || occurredAt === null ? [] : [{ id: _id, provider, reference, messageId, providerMessageId, reason, receivedAt, tries, type, occurredAt }];
}

function toReceipt(document: Omit<ReceiptDocument, 'body'>): Receipt {
  return {
    id: ReceiptId.parse(document._id),
    provider: document.provider,
    eventId: document.claimedEventId,
    state: document.state,
    explanation: document.explanation,
    type: document.type,
    reference: document.reference,
    messageId: document.messageId,
    providerMessageId: document.providerMessageId,
    reason: document.reason,
    occurredAt: document.occurredAt?.toISOString() ?? null,
    receivedAt: document.receivedAt.toISOString(),
    deliveries: document.deliveries,
    tries: document.tries,
    nextTryAt: document.state === 'early' ? (document.dueAt?.toISOString() ?? null) : null,
    settledAt: document.settledAt?.toISOString() ?? null,
  };
}
