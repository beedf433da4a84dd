import type { DeadLetterDocument, DeadLetterModel } from './model.ts';

export interface DeadLetterRecord {
  queue: string;
  jobName: string;
  jobId: string;
  data: unknown;
  reason: string;
  attempts: number;
  failedAt: Date;
}

export interface DeadLetterGroupRow extends Pick<DeadLetterRecord, 'queue' | 'jobName' | 'reason'> {
  count: number;
  lastAt: Date;
  sampleId: string;
}

export type DeadLetterRepository = ReturnType<typeof createDeadLetterRepository>;

export function createDeadLetterRepository({ model }: { model: DeadLetterModel }) {
  return {
    /** Keeps a dead job; when the same one dies again, the newest death counts, and the letter of the one before is answered. */
    async save({ jobId, ...letter }: DeadLetterRecord): Promise<DeadLetterRecord | null> {
      const before = await model.findOneAndUpdate({ _id: jobId }, { $set: letter }, { upsert: true, returnDocument: 'before' }).lean<DeadLetterDocument>();
      return before === null ? null : toRecord(before);
    },

    /** By job and reason, the newest first; looks at the newest `newest`, and tells whether these are all. */
    async groups(newest: number): Promise<{ items: DeadLetterGroupRow[]; complete: boolean }> {
      const rows = await model.aggregate<Omit<DeadLetterGroupRow, 'jobName' | 'reason'> & { _id: Pick<DeadLetterGroupRow, 'jobName' | 'reason'> }>([
        { $sort: { failedAt: -1 } },
        { $limit: newest + 1 },
        { $group: { _id: { jobName: '$jobName', reason: '$reason' }, queue: { $first: '$queue' }, count: { $sum: 1 }, lastAt: { $max: '$failedAt' }, sampleId: { $first: '$_id' } } },
        { $sort: { lastAt: -1 } },
      ]);
      return { items: rows.map(({ _id, ...row }) => ({ ..._id, ...row })), complete: rows.reduce((sum, { count }) => sum + count, 0) <= newest };
    },

    /** Those of one group, page by page in the order of their ids. */
    async listGroup({ jobName, reason }: Pick<DeadLetterRecord, 'jobName' | 'reason'>, { after, limit }: { after: string; limit: number }): Promise<DeadLetterRecord[]> {
      const rows = await model.find({ reason, jobName, _id: { $gt: after } }).sort({ _id: 1 }).limit(limit).lean<DeadLetterDocument[]>();
      return rows.map(toRecord);
    },

    /** All of them, page by page in the order of their ids. */
    async list({ after, limit }: { after: string; limit: number }): Promise<DeadLetterRecord[]> {
      const rows = await model.find({ _id: { $gt: after } }).sort({ _id: 1 }).limit(limit).lean<DeadLetterDocument[]>();
      return rows.map(toRecord);
    },

    /** Forgets letters whose jobs have nothing to do any more; those that died again meanwhile stay. Answers how many went. */
    async forget(letters: readonly Pick<DeadLetterRecord, 'jobId' | 'failedAt'>[]): Promise<number> {
      if (letters.length === 0) return 0;
      return (await model.bulkWrite(letters.map(({ jobId, failedAt }) => ({ deleteOne: { filter: { _id: jobId, failedAt } } })), { ordered: false })).deletedCount;
    },

    /** Forgets a letter whose job runs again, unless it has died again meanwhile. Answers whether it was there. */
    async remove({ jobId, failedAt }: Pick<DeadLetterRecord, 'jobId' | 'failedAt'>): Promise<boolean> {
      return (await model.deleteOne({ _id: jobId, failedAt })).deletedCount === 1;
    },
  };
}

function toRecord({ _id, ...letter }: DeadLetterDocument): DeadLetterRecord {
  return { jobId: _id, ...letter };
}
