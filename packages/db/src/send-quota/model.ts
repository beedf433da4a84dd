import { Schema, type Connection } from 'mongoose';

/** The reminders one user gets on one day of theirs. */
export interface SendQuotaDocument {
  /** `<user>|<day>` */
  _id: string;
  notificationIds: string[];
  createdAt: Date;
}

const KEPT_DAYS = 7;

export function sendQuotaModel(connection: Connection) {
  const schema = new Schema<SendQuotaDocument>(
    { _id: { type: String, required: true }, notificationIds: { type: [String], required: true }, createdAt: { type: Date, required: true } },
    { collection: 'sendquotas', versionKey: false },
  );
  schema.index({ createdAt: 1 }, { expireAfterSeconds: KEPT_DAYS * 86_400, name: 'retention' });
  return connection.model('SendQuota', schema);
}
export type SendQuotaModel = ReturnType<typeof sendQuotaModel>;
