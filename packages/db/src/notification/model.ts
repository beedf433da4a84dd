import { ChannelName, failureStatuses, NotificationPriority, NotificationStatus, waitingStatuses, type Requester } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';
import { attempt, requester, subdocument, timelineEntry, type AttemptDocument, type TimelineDocument } from '../subdocuments.ts';

/** The notification log: one document for one message to one user. */
export interface NotificationDocument {
  _id: string;
  status: NotificationStatus;
  reason: string | null;
  channel: ChannelName;
  to: string;
  userId: string | null;
  timeZone: string | null;
  occurrence: { subjectId: string; slot: string } | null;
  subject: string;
  category: string;
  rule: string | null;
  template: { name: string; version: number } | null;
  tags: string[];
  priority: NotificationPriority;
  /** Lower-case words of address and subject, for the search box. */
  terms: string[];
  createdAt: Date;
  updatedAt: Date;
  sendAt: Date | null;
  /** When it may be claimed next. */
  dueAt: Date;
  /** When a job for it was last put into Redis; the epoch when that failed. */
  enqueuedAt: Date;
  sentAt: Date | null;
  /** Until when the vendor that took it is expected to call back; null where none does. */
  receiptDueAt: Date | null;
  attempts: AttemptDocument[];
  attemptCount: number;
  maxAttempts: number;
  lease: { owner: string; until: Date } | null;
  /** The run whose message was held back; missing where it never was. */
  heldIn?: string;
  timeline: TimelineDocument[];
  requestedBy: Requester;
  requestId: string;
  idempotencyKey: string | null;
  messageId: string;
}

/** `retentionDays`: how long a log is kept; MongoDB's TTL monitor removes it afterwards. */
export function notificationModel(connection: Connection, retentionDays: number) {
  const schema = new Schema<NotificationDocument>(
    {
      _id: { type: String, required: true },
      status: { type: String, enum: NotificationStatus.options, required: true },
      reason: { type: String, default: null },
      channel: { type: String, enum: ChannelName.options, required: true },
      to: { type: String, required: true },
      userId: { type: String, default: null },
      timeZone: { type: String, default: null },
      occurrence: { type: new Schema({ subjectId: String, slot: String }, subdocument), default: null },
      subject: { type: String, required: true },
      category: { type: String, required: true },
      rule: { type: String, default: null },
      template: { type: new Schema({ name: String, version: Number }, subdocument), default: null },
      tags: { type: [String], required: true },
      priority: { type: String, enum: NotificationPriority.options, required: true },
      terms: { type: [String], required: true },
      createdAt: { type: Date, required: true },
      updatedAt: { type: Date, required: true },
      sendAt: { type: Date, default: null },
      dueAt: { type: Date, required: true },
      enqueuedAt: { type: Date, required: true },
      sentAt: { type: Date, default: null },
      receiptDueAt: { type: Date, default: null },
      attempts: { type: [attempt], required: true },
      attemptCount: { type: Number, required: true },
      maxAttempts: { type: Number, required: true },
      lease: { type: new Schema({ owner: String, until: Date }, subdocument), default: null },
      heldIn: { type: String },
      timeline: { type: [timelineEntry], required: true },
      requestedBy: { type: requester, required: true },
      requestId: { type: String, required: true },
      idempotencyKey: { type: String, default: null },
      messageId: { type: String, required: true },
    },
    { collection: 'notificationlogs', versionKey: false, minimize: false },
  );

  schema.index({ createdAt: 1 }, { expireAfterSeconds: retentionDays * 86_400, name: 'retention' });
  // Each list filter ends in the list's own order, so that a page is read from the index without sorting.
  schema.index({ createdAt: -1, _id: -1 }, { name: 'newest' });
  for (const field of ['status', 'to', 'category', 'terms'] as const) schema.index({ [field]: 1, createdAt: -1, _id: -1 });
  // Many have none of these, and nobody asks for those: an index that leaves them out costs them nothing.
  for (const field of ['userId', 'occurrence.subjectId', 'rule', 'template.name', 'tags'] as const) schema.index({ [field]: 1, createdAt: -1, _id: -1 }, { name: `with-${field}`, partialFilterExpression: { [field]: { $gt: '' } } });
  // Failures of all kinds in the order of the list, which an index of states has of each kind on its own only.
  schema.index({ createdAt: -1, _id: -1, status: 1 }, { name: 'failures', partialFilterExpression: { status: { $in: failureStatuses } } });
  // What went wrong for one reason, to list and to count.
  schema.index({ reason: 1, createdAt: -1, _id: -1, status: 1 }, { name: 'failures-by-reason', partialFilterExpression: { status: { $in: failureStatuses } } });
  const waiting = { status: { $in: waitingStatuses } };
  schema.index({ status: 1, enqueuedAt: 1 }, { name: 'stale', partialFilterExpression: waiting });
  schema.index({ status: 1, dueAt: 1 }, { name: 'waiting', partialFilterExpression: waiting });
  schema.index({ receiptDueAt: 1 }, { name: 'receipts', partialFilterExpression: { status: 'sent', channel: 'vendor' } });
  schema.index({ heldIn: 1 }, { name: 'held-back', partialFilterExpression: { heldIn: { $gt: '' } } });
  schema.index({ 'lease.until': 1 }, { name: 'leases', partialFilterExpression: { status: 'sending' } });
  schema.index({ updatedAt: 1, createdAt: 1 }, { name: 'recently-changed' });
  return connection.model('NotificationLog', schema);
}
export type NotificationModel = ReturnType<typeof notificationModel>;
