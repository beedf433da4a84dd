import { ReceiptState, ReceiptType } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';

/** One thing a provider told us, or somebody in its name. */
export interface ReceiptDocument {
  _id: string;
  provider: string;
  /** Unique within a provider: what is told twice is stored once. A forged one has an id of ours here. */
  eventId: string;
  claimedEventId: string;
  state: ReceiptState;
  explanation: string | null;
  type: ReceiptType | null;
  reference: string | null;
  /** The first half of the reference: a notification, or a row of a campaign's log. */
  messageId: string | null;
  providerMessageId: string | null;
  reason: string | null;
  occurredAt: Date | null;
  receivedAt: Date;
  deliveries: number;
  tries: number;
  /** When it is to be looked at; null: never again by itself. */
  dueAt: Date | null;
  /** Whoever looks at it right now puts its own mark here; good until `dueAt`. */
  claim: string | null;
  settledAt: Date | null;
  body: string;
}

/** `retentionDays`: how long receipts are kept. */
export function receiptModel(connection: Connection, retentionDays: number) {
  const schema = new Schema<ReceiptDocument>(
    {
      _id: { type: String, required: true },
      provider: { type: String, required: true },
      eventId: { type: String, required: true },
      claimedEventId: { type: String, required: true },
      state: { type: String, enum: ReceiptState.options, required: true },
      explanation: { type: String, default: null },
      type: { type: String, enum: [...ReceiptType.options, null], default: null },
      reference: { type: String, default: null },
      messageId: { type: String, default: null },
      providerMessageId: { type: String, default: null },
      reason: { type: String, default: null },
      occurredAt: { type: Date, default: null },
      receivedAt: { type: Date, required: true },
      deliveries: { type: Number, required: true },
      tries: { type: Number, required: true },
      dueAt: { type: Date, default: null },
      claim: { type: String, default: null },
      settledAt: { type: Date, default: null },
      body: { type: String, required: true },
    },
    { collection: 'receipts', versionKey: false, minimize: false },
  );
  schema.index({ provider: 1, eventId: 1 }, { unique: true, name: 'once' });
  // Each list filter ends in the list's own order, so that a page is read from the index without sorting.
  schema.index({ receivedAt: -1, _id: -1 }, { name: 'newest' });
  for (const field of ['state', 'provider', 'messageId', 'reference', 'providerMessageId', 'claimedEventId'] as const) schema.index({ [field]: 1, receivedAt: -1, _id: -1 }, { name: `by-${field}` });
  schema.index({ dueAt: 1 }, { name: 'due', partialFilterExpression: { state: { $in: ['waiting', 'early'] } } });
  schema.index({ claim: 1 }, { name: 'claims', partialFilterExpression: { state: { $in: ['waiting', 'early'] } } });
  schema.index({ deliveries: 1, receivedAt: -1, _id: -1 }, { name: 'repeated', partialFilterExpression: { deliveries: { $gt: 1 } } });
  schema.index({ receivedAt: 1 }, { expireAfterSeconds: retentionDays * 86_400, name: 'retention' });
  return connection.model('Receipt', schema);
}
export type ReceiptModel = ReturnType<typeof receiptModel>;
