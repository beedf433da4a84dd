import { Schema, type Connection } from 'mongoose';

/** A job that will not run again, as it was, with the reason. */
export interface DeadLetterDocument {
  /** The job's id: a job dies once. */
  _id: string;
  queue: string;
  jobName: string;
  data: unknown;
  reason: string;
  attempts: number;
  failedAt: Date;
}

export function deadLetterModel(connection: Connection, retentionDays: number) {
  const schema = new Schema<DeadLetterDocument>(
    {
      _id: { type: String, required: true },
      queue: { type: String, required: true },
      jobName: { type: String, required: true },
      data: { type: Schema.Types.Mixed },
      reason: { type: String, required: true },
      attempts: { type: Number, required: true },
      failedAt: { type: Date, required: true },
    },
    { collection: 'deadletters', versionKey: false, minimize: false },
  );
  schema.index({ failedAt: 1 }, { expireAfterSeconds: retentionDays * 86_400, name: 'retention' });
  schema.index({ reason: 1, failedAt: -1 });
  return connection.model('DeadLetter', schema);
}
export type DeadLetterModel = ReturnType<typeof deadLetterModel>;
