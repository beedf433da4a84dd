import { RetryableStatus, type FailureFilter } from '@carillon/domain';
import type { QueryFilter } from 'mongoose';
import { toQueryFilter } from './filter.ts';
import type { NotificationDocument, NotificationModel } from './model.ts';

export interface FailureGroupRow {
  status: RetryableStatus;
  reason: string | null;
  count: number;
  lastAt: Date;
  sampleId: string;
}

/** Reading what failed, or what nobody knows the outcome of: read from the index of states, so that it costs what failed, not what was sent. */
export function createFailureQueries({ model }: { model: NotificationModel }) {
  return {
    /**
     * By state and reason, at most `limit`, the most frequent first; looks at the newest `newest`. `newestOnly`: there may be more than these.
     * `leftOut`: so many groups were beyond the limit.
     */
    async findFailureGroups(filter: FailureFilter, { newest, limit }: { newest: number; limit: number }): Promise<{ items: FailureGroupRow[]; newestOnly: boolean; leftOut: number }> {
      const rows = await model.aggregate<{ _id: Pick<FailureGroupRow, 'status' | 'reason'> } & Omit<FailureGroupRow, 'status' | 'reason'>>([
        { $match: toFailureFilter(filter, null) },
        { $sort: { createdAt: -1, _id: -1 } },
        { $limit: newest + 1 },
        { $group: { _id: { status: '$status', reason: '$reason' }, count: { $sum: 1 }, lastAt: { $max: '$updatedAt' }, sampleId: { $first: '$_id' } } },
        { $sort: { count: -1, lastAt: -1 } },
      ]);
      const seen = rows.reduce((sum, { count }) => sum + count, 0);
      return { items: rows.slice(0, limit).map(({ _id, ...row }) => ({ ..._id, ...row })), newestOnly: seen > newest, leftOut: Math.max(0, rows.length - limit) };
    },

    async countFailures(filter: FailureFilter, reasons: readonly string[] | null): Promise<number> {
      return model.countDocuments(toFailureFilter(filter, reasons));
    },

    /** Those that were as they are at `before`, with how often each was tried. */
    async findFailures(filter: FailureFilter, reasons: readonly string[] | null, { before, limit }: { before: Date; limit: number }): Promise<{ id: string; attemptCount: number }[]> {
      const rows = await model
        .find({ $and: [toFailureFilter(filter, reasons), { updatedAt: { $lte: before } }] }, { attemptCount: 1 })
        .limit(limit)
        .lean<Pick<NotificationDocument, '_id' | 'attemptCount'>[]>();
      return rows.map(({ _id: id, attemptCount }) => ({ id, attemptCount }));
    },
  };
}

function toFailureFilter({ status, ...filter }: FailureFilter, reasons: readonly string[] | null): QueryFilter<NotificationDocument> {
  const conditions = toQueryFilter({ ...filter, status: status === undefined ? [...RetryableStatus.options] : [status] });
  return reasons === null ? conditions : { $and: [conditions, { reason: { $in: [...reasons] } }] };
}
