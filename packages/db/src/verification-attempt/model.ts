import { Schema, type Connection } from 'mongoose';

/** One time an employee was asked to verify. */
export interface VerificationAttemptDocument {
  _id: string;
  verificationId: string;
  /** 1 for the first; unique within a verification. */
  number: number;
  notificationId: string | null;
  at: Date;
}

/** `retentionDays`: how long attempts are kept; longer than a verification can wait. */
export function verificationAttemptModel(connection: Connection, retentionDays: number) {
  const schema = new Schema<VerificationAttemptDocument>(
    {
      _id: { type: String, required: true },
      verificationId: { type: String, required: true },
      number: { type: Number, required: true },
      notificationId: { type: String, default: null },
      at: { type: Date, required: true },
    },
    { collection: 'verificationattempts', versionKey: false, minimize: false },
  );
  schema.index({ verificationId: 1, number: 1 }, { unique: true, name: 'once' });
  schema.index({ verificationId: 1, at: 1, _id: 1 }, { name: 'first-to-last' });
  schema.index({ at: 1 }, { expireAfterSeconds: retentionDays * 86_400, name: 'retention' });
  return connection.model('VerificationAttempt', schema);
}
export type VerificationAttemptModel = ReturnType<typeof verificationAttemptModel>;
