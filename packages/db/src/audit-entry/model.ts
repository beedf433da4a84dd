import { AuditOutcome, type Requester } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';
import { requester, subdocument } from '../subdocuments.ts';

export interface AuditEntryDocument {
  _id: string;
  at: Date;
  by: Requester;
  action: string;
  subject: { kind: string; id: string };
  changes: Record<string, unknown>;
  outcome: AuditOutcome;
  requestId: string;
  ip: string | null;
}

/** `retentionDays`: how long entries are kept; MongoDB's TTL monitor removes them afterwards. */
export function auditEntryModel(connection: Connection, retentionDays: number) {
  const schema = new Schema<AuditEntryDocument>(
    {
      _id: { type: String, required: true },
      at: { type: Date, required: true },
      by: { type: requester, required: true },
      action: { type: String, required: true },
      subject: { type: new Schema({ kind: String, id: String }, subdocument), required: true },
      changes: { type: Schema.Types.Mixed, required: true },
      outcome: { type: String, enum: AuditOutcome.options, required: true },
      requestId: { type: String, required: true },
      ip: { type: String, default: null },
    },
    { collection: 'auditentries', versionKey: false, minimize: false },
  );
  schema.index({ at: 1 }, { expireAfterSeconds: retentionDays * 86_400, name: 'retention' });
  schema.index({ at: -1, _id: -1 }, { name: 'newest' });
  schema.index({ 'by.id': 1, at: -1, _id: -1 });
  schema.index({ action: 1, at: -1, _id: -1 });
  schema.index({ 'subject.id': 1, at: -1, _id: -1 });
  return connection.model('AuditEntry', schema);
}
export type AuditEntryModel = ReturnType<typeof auditEntryModel>;
