import { addressCursor, CommunicationLogId, countedUpTo, NotificationStatus, unsettledStatuses, waitingStatuses, type Clock, type CommunicationLog, type CommunicationLogDetail, type CommunicationLogFilter, type Page, type RowCount, type StatusCounts } from '@carillon/domain';
import type { QueryFilter } from 'mongoose';
import { beginningWith } from '../beginning-with.ts';
import { behind, decodeCursor, toPage } from '../keyset.ts';
import { oneOf } from '../one-of.ts';
import { awaiting, type CommunicationLogDocument, type CommunicationLogModel } from './model.ts';
import { idsOfPart } from './part.ts';
import { rowFields, toCommunicationLog, toCommunicationLogDetail, type RowDocument } from './to-domain.ts';

/** The reading half of a campaign's log: each query is answered from an index and bounded in rows. */
export function createCommunicationLogQueries({ model, clock }: { model: CommunicationLogModel; clock: Clock }) {
  async function toConditions(campaignId: string, { status, search }: CommunicationLogFilter): Promise<QueryFilter<CommunicationLogDocument>[]> {
    const byStatus = status === undefined ? [] : [{ status: oneOf(status) }];
    return search === undefined ? byStatus : [...byStatus, await toSearch(campaignId, search)];
  }

  /** The beginning of an address, or an id. One user has one row: it is looked up first, so that a search among addresses stays within their index. */
  async function toSearch(campaignId: string, search: string): Promise<QueryFilter<CommunicationLogDocument>> {
    const id = CommunicationLogId.safeParse(search);
    if (id.success) return { _id: id.data };
    const to = beginningWith(search.toLowerCase());
    const ofUser = await model.findOne({ campaignId, userId: search }, { _id: 1 }).lean<Pick<CommunicationLogDocument, '_id'>>();
    return ofUser === null ? { to } : { $or: [{ to }, { _id: ofUser._id }] };
  }

  async function hasPending(campaignId: string): Promise<boolean> {
    return (await model.exists({ campaignId, status: { $in: unsettledStatuses } })) !== null;
  }

  return {
    /** Whether anybody waits, or is being sent to. */
    hasPending,

    async find(id: string): Promise<CommunicationLogDetail | null> {
      const document = await model.findById(id).lean<CommunicationLogDocument>();
      return document === null ? null : toCommunicationLogDetail(document);
    },

    /** A campaign's recipients by address. */
    async list(campaignId: string, filter: CommunicationLogFilter, page: { limit: number; cursor?: string | undefined }): Promise<Page<CommunicationLog>> {
      const conditions = [{ campaignId }, ...(await toConditions(campaignId, filter))];
      const rest = page.cursor === undefined ? [] : [behindAddress(addressCursor.decode(page.cursor))];
      const rows = await model.find({ $and: [...conditions, ...rest] }, rowFields).sort({ to: 1, _id: 1 }).limit(page.limit + 1).lean<RowDocument[]>();
      const shown = rows.slice(0, page.limit);
      const last = shown.at(-1);
      return { items: shown.map(toCommunicationLog), nextCursor: rows.length > page.limit && last !== undefined ? addressCursor.encode([last.to, last._id]) : null };
    },

    /** What all campaigns did for one user, newest first. The cursor is one of any list that is sorted by time and id. */
    async listOfUser(userId: string, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<CommunicationLog>> {
      const filter = cursor === undefined ? { userId } : { $and: [{ userId }, behind('createdAt', decodeCursor(cursor))] };
      const rows = await model.find(filter, rowFields).sort({ createdAt: -1, _id: -1 }).limit(limit + 1).lean<RowDocument[]>();
      return toPage(rows, limit, (row) => row.createdAt, toCommunicationLog);
    },

    /** Counts at most `cap` rows: an exact number below it, and "at least `cap`" from there on. */
    async count(campaignId: string, filter: CommunicationLogFilter, cap: number): Promise<RowCount> {
      return countedUpTo(cap, await model.countDocuments({ $and: [{ campaignId }, ...(await toConditions(campaignId, filter))] }, { limit: cap + 1 }));
    },

    /** How many recipients are in each state now, counted row by row in the index. */
    async countByStatus(campaignId: string): Promise<StatusCounts> {
      const counts = await Promise.all(NotificationStatus.options.map(async (status) => [status, await model.countDocuments({ campaignId, status })] as const));
      return Object.fromEntries(counts.filter(([, count]) => count > 0));
    },

    /** The same for one part of them, see `partOf`: some ten thousand rows at most. */
    async countPartByStatus(campaignId: string, part: string): Promise<StatusCounts> {
      const rows = await model
        .aggregate<{ _id: NotificationStatus; count: number }>([{ $match: { _id: idsOfPart(part), campaignId } }, { $group: { _id: '$status', count: { $sum: 1 } } }])
        .hint({ _id: 1 });
      return Object.fromEntries(rows.map(({ _id, count }) => [_id, count]));
    },

    /** Of those that are being sent: how many their provider may have already, and how many are only claimed. */
    async countClaims(campaignId: string): Promise<{ handedOver: number; held: number }> {
      const claims = await model.find({ campaignId, status: 'sending' }, { 'attempts.number': 1, 'attempts.handedOverAt': 1, 'attemptCount': 1 }).lean<Pick<CommunicationLogDocument, 'attempts' | 'attemptCount'>[]>();
      const handedOver = claims.filter(({ attempts, attemptCount }) => attempts.some(({ number, handedOverAt }) => number === attemptCount && handedOverAt !== null)).length;
      return { handedOver, held: claims.length - handedOver };
    },

    /** Whether anything is still to come: an attempt, or a receipt. */
    async hasUnsettled(campaignId: string): Promise<boolean> {
      return (await hasPending(campaignId)) || (await model.exists({ campaignId, status: { $in: [...awaiting] }, receiptDueAt: { $ne: null } })) !== null;
    },

    /** When the next recipient of a lane may be claimed; null: none waits. */
    async nextDue(campaignId: string, lane: number): Promise<Date | null> {
      const next = await model.findOne({ campaignId, lane, status: { $in: waitingStatuses } }, { dueAt: 1 }).sort({ dueAt: 1 }).lean<Pick<CommunicationLogDocument, 'dueAt'>>();
      return next?.dueAt ?? null;
    },

    /**
     * Messages that were taken, or may have been, and whose provider has not said what became of them in time, longest first; then those for
     * which it has time beyond `latest`, as nobody is given: the clock of whoever sent them was ahead.
     */
    async findOverdueReceipts(limit: number, latest: Date): Promise<CommunicationLogDetail[]> {
      const find = (receiptDueAt: object, most: number) => model.find({ status: { $in: [...awaiting] }, receiptDueAt }).sort({ receiptDueAt: 1 }).limit(most).lean<CommunicationLogDocument[]>();
      const overdue = await find({ $ne: null, $lte: clock.now() }, limit);
      const beyond = overdue.length < limit ? await find({ $gt: latest }, limit - overdue.length) : [];
      return [...overdue, ...beyond].map(toCommunicationLogDetail);
    },
  };
}

function behindAddress([to, id]: [to: string, id: string]): QueryFilter<CommunicationLogDocument> {
  return { to: { $gte: to }, $or: [{ to: { $gt: to } }, { _id: { $gt: id } }] };
}
