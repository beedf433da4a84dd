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

export type DeadLetterRepository = ReturnType<typeof createDeadLetterRepository>;

export function createDeadLetterRepository({ model }: { model: DeadLetterModel }) {
  return {
    /** Keeps a dead job; when the same one dies again, the newest death counts. */
    async save({ jobId, ...letter }: DeadLetterRecord): Promise<void> {
      await model.updateOne({ _id: jobId }, { $set: letter }, { upsert: true });
    },

    /** The newest first. */
    async list(limit: number): Promise<DeadLetterRecord[]> {
      const rows = await model.find().sort({ failedAt: -1 }).limit(limit).lean<DeadLetterDocument[]>();
      return rows.map(({ _id, ...letter }) => ({ jobId: _id, ...letter }));
    },
  };
}
