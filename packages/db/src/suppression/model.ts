import { SuppressionReason } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';

/** An address that nothing is sent to. */
export interface SuppressionDocument {
  /** The address in lower case. */
  _id: string;
  reason: SuppressionReason;
  source: string;
  createdAt: Date;
}

export function suppressionModel(connection: Connection) {
  const schema = new Schema<SuppressionDocument>(
    {
      _id: { type: String, required: true },
      reason: { type: String, enum: SuppressionReason.options, required: true },
      source: { type: String, required: true },
      createdAt: { type: Date, required: true },
    },
    { collection: 'suppressions', versionKey: false },
  );
  schema.index({ createdAt: -1, _id: -1 }, { name: 'newest' });
  schema.index({ reason: 1, createdAt: -1, _id: -1 }, { name: 'by-reason' });
  return connection.model('Suppression', schema);
}
export type SuppressionModel = ReturnType<typeof suppressionModel>;
