import type { OccurrenceState, RuleName } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';

export interface OccurrenceDocument {
  /** `<rule>|<subject>|<slot>`: the unique index that lets it happen once. */
  _id: string;
  rule: RuleName;
  subjectId: string;
  slot: string;
  userId: string;
  /** Chosen before anything is done, so that whoever takes it up after a crash goes on with the same one. */
  notificationId: string;
  state: OccurrenceState;
  reason: string | null;
  runId: string;
  parameters: Record<string, unknown>;
  claimedAt: Date;
  settledAt: Date | null;
}

/** Kept for good: "once" means once ever, and some slots stay due for years. */
export function occurrenceModel(connection: Connection) {
  const schema = new Schema<OccurrenceDocument>(
    {
      _id: { type: String, required: true },
      rule: { type: String, required: true },
      subjectId: { type: String, required: true },
      slot: { type: String, required: true },
      userId: { type: String, required: true },
      notificationId: { type: String, required: true },
      state: { type: String, enum: ['claimed', 'notified', 'skipped'] satisfies OccurrenceState[], required: true },
      reason: { type: String, default: null },
      runId: { type: String, required: true },
      parameters: { type: Schema.Types.Mixed, required: true },
      claimedAt: { type: Date, required: true },
      settledAt: { type: Date, default: null },
    },
    { collection: 'occurrences', versionKey: false, minimize: false },
  );
  schema.index({ rule: 1, _id: 1 }, { name: 'open', partialFilterExpression: { state: 'claimed' } });
  schema.index({ userId: 1, claimedAt: -1 });
  return connection.model('Occurrence', schema);
}
export type OccurrenceModel = ReturnType<typeof occurrenceModel>;
