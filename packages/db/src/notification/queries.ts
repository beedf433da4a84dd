import { countedUpTo, failuresLookedAt, failureStatuses, groupReads, noReason, unsettledStatuses, waitingStatuses, type Clock, type NotificationDetail, type NotificationFilter, type NotificationStatus, type NotificationSummary, type Page, type RowCount, type StatusCounts } from '@carillon/domain';
import { countUpTo } from '../count-up-to.ts';
import { behind, decodeCursor, toPage } from '../keyset.ts';
import { unitMs, type CounterUnit } from '../notification-counter/sum-moves.ts';
import { isInOrderOfTime, toQueryFilter } from './filter.ts';
import type { NotificationDocument, NotificationModel } from './model.ts';
import { byFrequency, rankReasons, type FailedDocument } from './rank-reasons.ts';
import { summaryFields, toDetail, toSummary, type SummaryDocument } from './to-domain.ts';

const MOST_TOGETHER = 100;
/** More messages than a run has. */
const MOST_HELD = 10_000_000;

/** A reason, and how many notifications the log has that failed for it. */
export interface TopError {
  reason: string;
  /** What the provider answered the last time. */
  code: number | null;
  count: number;
  /** There are more than `count`. */
  capped: boolean;
  lastAt: Date;
  sampleId: string;
}

/** The reading half of the notification log: each query is answered from an index and bounded in rows. */
export function createNotificationQueries({ model, clock }: { model: NotificationModel; clock: Clock }) {
  /** Past mongoose, which has nothing to add to what is looked for by id before each message. */
  const documents = model.db.collection<NotificationDocument>(model.collection.collectionName);
  const read = groupReads<NotificationDocument>({
    most: MOST_TOGETHER,
    async readMany(ids) {
      const rows = await documents.find({ _id: { $in: [...ids] } }).toArray();
      return new Map(rows.map((row) => [row._id, row]));
    },
  });

  const countHeld = groupReads<number>({
    most: MOST_TOGETHER,
    async readMany(runIds) {
      return new Map(await Promise.all(runIds.map(async (runId) => [runId, await countUpTo<NotificationDocument>(model, { heldIn: runId }, MOST_HELD)] as const)));
    },
  });

  async function count(filter: NotificationFilter, cap: number, hint?: string): Promise<RowCount> {
    return countedUpTo(cap, await countUpTo<NotificationDocument>(model, toQueryFilter(filter), cap + 1, hint));
  }

  return {
    async find(id: string): Promise<NotificationDetail | null> {
      const document = await read(id);
      return document === null ? null : toDetail(document);
    },

    /** Those of the ids that there is a notification for. */
    async findKnown(ids: readonly string[]): Promise<Set<string>> {
      const rows = await model.find({ _id: { $in: [...ids] } }, { _id: 1 }).lean<{ _id: string }[]>();
      return new Set(rows.map(({ _id }) => _id));
    },

    /** Those of the ids whose notification is there, and not settled. */
    async findUnsettled(ids: readonly string[]): Promise<Set<string>> {
      const rows = await model.find({ _id: { $in: [...ids] }, status: { $in: [...unsettledStatuses] } }, { _id: 1 }).lean<{ _id: string }[]>();
      return new Set(rows.map(({ _id }) => _id));
    },

    async list(filter: NotificationFilter, page: { limit: number; cursor?: string | undefined }): Promise<Page<NotificationSummary>> {
      const position = page.cursor === undefined ? null : decodeCursor(page.cursor);
      // An index is in the list's order within one state: each is read from its own place, and no further than the page goes.
      const filters = filter.status === undefined ? [filter] : [...new Set(filter.status)].map((status) => ({ ...filter, status: [status] }));
      const rows = await Promise.all(
        filters.map((one) => {
          const conditions = toQueryFilter(one);
          const query = model
            .find(position === null ? conditions : { $and: [conditions, behind('createdAt', position)] }, summaryFields)
            .sort({ createdAt: -1, _id: -1 })
            .limit(page.limit + 1);
          return (isInOrderOfTime(one) ? query.hint('newest') : query).lean<SummaryDocument[]>();
        }),
      );
      return toPage(newestOf(rows), page.limit, (row) => row.createdAt, toSummary);
    },

    /** Counts at most `cap` rows: an exact number below it, and "at least `cap`" from there on. */
    count: (filter: NotificationFilter, cap: number) => count(filter, cap),

    /** How many messages of a run were held back once or more. */
    countHeld: async (runId: string): Promise<number> => (await countHeld(runId)) ?? 0,

    /** When the newest notification of a rule reached the mail system and did not come back, for those of the users who have one. */
    async findLastSent(rule: string, userIds: readonly string[]): Promise<Map<string, Date>> {
      const rows = await model.aggregate<{ _id: string; sentAt: Date }>([
        { $match: { userId: { $in: [...userIds] }, rule, status: { $in: ['sent', 'delivered'] } } },
        { $group: { _id: '$userId', sentAt: { $max: '$sentAt' } } },
      ]);
      return new Map(rows.map(({ _id, sentAt }) => [_id, sentAt]));
    },

    /** Due notifications without a job known to be in Redis since `enqueuedBefore`, oldest first. */
    async findStale(options: { dueBefore: Date; enqueuedBefore: Date; limit: number }): Promise<NotificationSummary[]> {
      const rows = await model
        .find({ status: { $in: waitingStatuses }, enqueuedAt: { $lt: options.enqueuedBefore }, dueAt: { $lt: options.dueBefore } }, summaryFields)
        .sort({ enqueuedAt: 1 })
        .limit(options.limit)
        .lean<SummaryDocument[]>();
      return rows.map(toSummary);
    },

    /** Claims whose lease has run out: their worker died or lost its way. */
    async findExpiredLeases(limit: number): Promise<NotificationDetail[]> {
      const rows = await model.find({ status: 'sending', 'lease.until': { $lt: clock.now() } }).sort({ 'lease.until': 1 }).limit(limit).lean<NotificationDocument[]>();
      return rows.map(toDetail);
    },

    /**
     * Taken by a vendor that should have called back by now, longest first; then those for which it has time beyond `latest`, as nobody
     * is given: the clock of whoever sent them was ahead.
     */
    async findOverdueReceipts(limit: number, latest: Date): Promise<NotificationDetail[]> {
      const find = (receiptDueAt: object, most: number) => model.find({ status: 'sent', channel: 'vendor', receiptDueAt }).sort({ receiptDueAt: 1 }).limit(most).lean<NotificationDocument[]>();
      const overdue = await find({ $lt: clock.now() }, limit);
      const beyond = overdue.length < limit ? await find({ $gt: latest }, limit - overdue.length) : [];
      return [...overdue, ...beyond].map(toDetail);
    },

    /** How many are waiting, each at most `cap`: although their time has come, with the time of the oldest of them, and for a time to come. `capped`: there are more. */
    async findWaiting(cap: number): Promise<{ due: RowCount & { oldestAt: Date | null }; later: RowCount }> {
      const now = clock.now();
      const dueAt = { $lte: now };
      const count = async (times: object) => countedUpTo(cap, await countUpTo<NotificationDocument>(model, { status: { $in: waitingStatuses }, dueAt: times }, cap + 1));
      const [due, later, ...oldest] = await Promise.all([
        count(dueAt),
        count({ $gt: now }),
        // The index is in the order of time within one state: the oldest of each is its first entry.
        ...waitingStatuses.map((status) => model.findOne({ status, dueAt }, { dueAt: 1 }).sort({ dueAt: 1 }).lean<Pick<NotificationDocument, 'dueAt'>>()),
      ]);
      const times = oldest.flatMap((row) => (row === null ? [] : [row.dueAt.getTime()]));
      return { due: { ...due, oldestAt: times.length === 0 ? null : new Date(Math.min(...times)) }, later };
    },

    /**
     * Buckets by creation time in which something changed after `changedAfter`, and nothing since `restingSince`. A change dated later than now
     * by more than the time of rest was written by a clock that was wrong: it keeps its bucket from nothing, and stays one to look at until its
     * time has passed. One dated a little later came meanwhile, or from a host whose clock is a little ahead: its bucket still moves.
     */
    async findBucketsAtRest(options: { unit: CounterUnit; changedAfter: Date; restingSince: Date }): Promise<{ start: Date; end: Date }[]> {
      const now = clock.now().getTime();
      const wrongAfter = new Date(now + (now - options.restingSince.getTime()));
      const buckets = await model.aggregate<{ _id: Date; lastChange: Date }>([
        { $match: { updatedAt: { $gt: options.changedAfter } } },
        { $group: { _id: { $dateTrunc: { date: '$createdAt', unit: options.unit } }, lastChange: { $max: { $cond: [{ $lte: ['$updatedAt', wrongAfter] }, '$updatedAt', options.changedAfter] } } } },
        { $match: { lastChange: { $lt: options.restingSince } } },
      ]);
      return buckets.map(({ _id: start }) => ({ start, end: new Date(start.getTime() + unitMs[options.unit]) }));
    },

    /** How many notifications created in [from, to) are in each state now. */
    async countByStatus(from: Date, to: Date): Promise<StatusCounts> {
      const rows = await model.aggregate<{ _id: NotificationStatus; count: number }>([
        { $match: { createdAt: { $gte: from, $lt: to } } },
        { $group: { _id: '$status', count: { $sum: 1 } } },
      ]);
      return Object.fromEntries(rows.map(({ _id, count }) => [_id, count]));
    },

    /**
     * Why notifications failed since `since`: the most frequent reasons of the newest {@link failuresLookedAt}. Of each all that the log
     * finds for it are counted, at most `cap`.
     */
    async findTopErrors(since: Date, { limit, cap }: { limit: number; cap: number }): Promise<TopError[]> {
      const rows = await model
        .find({ status: { $in: failureStatuses }, createdAt: { $gte: since } }, { reason: 1, updatedAt: 1, 'attempts.code': 1, 'attempts.outcome': 1 })
        .sort({ createdAt: -1, _id: -1 })
        .hint('failures')
        .limit(failuresLookedAt)
        .batchSize(failuresLookedAt)
        .lean<FailedDocument[]>();
      const frequent = rankReasons(rows).slice(0, limit).map(({ reason, ...error }) => ({ ...error, reason: reason ?? noReason }));
      const areAll = rows.length < failuresLookedAt;
      const counted = await Promise.all(
        frequent.map(async (error) => {
          if (areAll) return { ...error, capped: false };
          const { total, capped } = await count({ failure: error.reason, from: since.toISOString() }, cap, 'failures-by-reason');
          return { ...error, count: total, capped };
        }),
      );
      return counted.sort(byFrequency);
    },
  };
}

/** Lists that are each in the order of the log, as one. */
function newestOf<Row extends { _id: string; createdAt: Date }>(lists: readonly Row[][]): Row[] {
  const [only, ...others] = lists;
  if (only !== undefined && others.length === 0) return only;
  return lists.flat().sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime() || (one._id < other._id ? 1 : -1));
}
