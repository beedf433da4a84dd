import { NotificationStatus, waitingStatuses } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';
import { attempt, subdocument, timelineEntry, type AttemptDocument, type TimelineDocument } from '../subdocuments.ts';

/** One campaign's record for one user. */
export interface CommunicationLogDocument {
  _id: string;
  campaignId: string;
  userId: string;
  name: string;
  to: string;
  status: NotificationStatus;
  reason: string | null;
  /** Which delivery job it belongs to: those of one campaign share its recipients without meeting. */
  lane: number;
  createdAt: Date;
  updatedAt: Date;
  /** When it may be claimed next; {@link atOnce} for all that are queued. */
  dueAt: Date;
  attempts: AttemptDocument[];
  attemptCount: number;
  maxAttempts: number;
  /** `owner` is one claim of one worker, so that what it holds can be told from what it held before. */
  lease: { owner: string; until: Date } | null;
  /** When its provider is asked what became of it, unless it says so before; null: nothing is expected, or nobody can tell. */
  receiptDueAt: Date | null;
  /** What happened besides: its creation and its claims are told by `createdAt` and `attempts`. */
  timeline: TimelineDocument[];
}

/** Due by any clock: what waits for no time must not wait for the clock of whoever wrote it, which may be ahead. */
export const atOnce = new Date(0);

/** The states in which a provider may still say what became of a message. */
export const awaiting = ['sent', 'unknown'] as const satisfies readonly NotificationStatus[];

/** `retentionDays`: how long a log is kept; MongoDB's TTL monitor removes it afterwards. */
export function communicationLogModel(connection: Connection, retentionDays: number) {
  const schema = new Schema<CommunicationLogDocument>(
    {
      _id: { type: String, required: true },
      campaignId: { type: String, required: true },
      userId: { type: String, required: true },
      name: { type: String, default: '' },
      to: { type: String, default: '' },
      status: { type: String, enum: NotificationStatus.options, required: true },
      reason: { type: String, default: null },
      lane: { type: Number, required: true },
      createdAt: { type: Date, required: true },
      updatedAt: { type: Date, required: true },
      dueAt: { type: Date, required: true },
      attempts: { type: [attempt], required: true },
      attemptCount: { type: Number, required: true },
      maxAttempts: { type: Number, required: true },
      lease: { type: new Schema({ owner: String, until: Date }, subdocument), default: null },
      receiptDueAt: { type: Date, default: null },
      timeline: { type: [timelineEntry], required: true },
    },
    { collection: 'communicationlogs', versionKey: false, minimize: false },
  );
  schema.index({ campaignId: 1, userId: 1 }, { unique: true, name: 'one-per-user' });
  // Each list filter ends in the list's own order: by address.
  schema.index({ campaignId: 1, to: 1, _id: 1 }, { name: 'by-address' });
  schema.index({ campaignId: 1, status: 1, to: 1, _id: 1 }, { name: 'by-status' });
  schema.index({ userId: 1, createdAt: -1, _id: -1 }, { name: 'by-user' });
  schema.index({ campaignId: 1, lane: 1, dueAt: 1 }, { name: 'lane', partialFilterExpression: { status: { $in: waitingStatuses } } });
  schema.index({ 'lease.until': 1 }, { name: 'leases', partialFilterExpression: { status: 'sending' } });
  schema.index({ receiptDueAt: 1 }, { name: 'awaited', partialFilterExpression: { status: { $in: [...awaiting] } } });
  schema.index({ createdAt: 1 }, { expireAfterSeconds: retentionDays * 86_400, name: 'retention' });
  return connection.model('CommunicationLog', schema);
}
export type CommunicationLogModel = ReturnType<typeof communicationLogModel>;
