import type { Clock, NotificationDetail, NotificationFilter, NotificationStatus, NotificationSummary, Page } from '@carillon/domain';
import { behind, decodeCursor, toPage } from '../keyset.ts';
import { toQueryFilter } from './filter.ts';
import type { NotificationDocument, NotificationModel } from './model.ts';
import { summaryFields, toDetail, toSummary, type SummaryDocument } from './to-domain.ts';

/** The reading half of the notification log: each query is answered from an index and bounded in rows. */
export function createNotificationQueries({ model, clock }: { model: NotificationModel; clock: Clock }) {
  return {
    async find(id: string): Promise<NotificationDetail | null> {
      const document = await model.findById(id).lean<NotificationDocument>();
      return document === null ? null : toDetail(document);
    },

    async list(filter: NotificationFilter, page: { limit: number; cursor?: string | undefined }): Promise<Page<NotificationSummary>> {
      const conditions = toQueryFilter(filter);
      const position = page.cursor === undefined ? null : decodeCursor(page.cursor);
      const rows = await model
        .find(position === null ? conditions : { $and: [conditions, behind('createdAt', position)] }, summaryFields)
        .sort({ createdAt: -1, _id: -1 })
        .limit(page.limit + 1)
        .lean<SummaryDocument[]>();
      return toPage(rows, page.limit, (row) => row.createdAt, toSummary);
    },

    /** Counts at most `cap` rows: an exact number below it, and "at least `cap`" from there on. */
    async count(filter: NotificationFilter, cap: number): Promise<{ total: number; capped: boolean }> {
      const total = await model.countDocuments(toQueryFilter(filter), { limit: cap + 1 });
      return total > cap ? { total: cap, capped: true } : { total, capped: false };
    },

    /** Due notifications without a job known to be in Redis since `enqueuedBefore`, oldest first. */
    async findStale(options: { dueBefore: Date; enqueuedBefore: Date; limit: number }): Promise<NotificationSummary[]> {
      const rows = await model
        .find({ status: { $in: ['queued', 'retrying'] }, enqueuedAt: { $lt: options.enqueuedBefore }, dueAt: { $lt: options.dueBefore } }, summaryFields)
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

    /** How many are waiting although their time has come (at most `cap`), and since when the oldest of them. */
    async findDue(cap: number): Promise<{ due: number; oldestDueAt: Date | null }> {
      const filter = { status: { $in: ['queued', 'retrying'] satisfies NotificationStatus[] }, dueAt: { $lte: clock.now() } };
      const [due, oldest] = await Promise.all([
        model.countDocuments(filter, { limit: cap }),
        model.findOne(filter, { dueAt: 1 }).sort({ dueAt: 1 }).lean<Pick<NotificationDocument, 'dueAt'>>(),
      ]);
      return { due, oldestDueAt: oldest?.dueAt ?? null };
    },
  };
}
