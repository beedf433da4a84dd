import { AttemptOutcome, NotificationStatus, type NotificationEvent, type Requester } from '@carillon/domain';
import { Schema } from 'mongoose';

export interface AttemptDocument {
  number: number;
  provider: string;
  startedAt: Date;
  handedOverAt: Date | null;
  endedAt: Date | null;
  outcome: AttemptOutcome | null;
  code: number | null;
  text: string | null;
  reason: string | null;
  providerMessageId: string | null;
}

export interface TimelineDocument {
  at: Date;
  event: NotificationEvent | 'created';
  status: NotificationStatus;
  reason: string | null;
  by: Requester | null;
  attempt: number | null;
}

/** A part of a document, without an id of its own. */
export const subdocument = { _id: false } as const;

/** Who did or asked for something. */
export const requester = new Schema<Requester>({ kind: { type: String, required: true }, id: { type: String, required: true }, name: { type: String, required: true } }, subdocument);

/** One try to hand a message to a provider. */
export const attempt = new Schema<AttemptDocument>(
  {
    number: { type: Number, required: true },
    provider: { type: String, required: true },
    startedAt: { type: Date, required: true },
    handedOverAt: { type: Date, default: null },
    endedAt: { type: Date, default: null },
    outcome: { type: String, enum: [...AttemptOutcome.options, null], default: null },
    code: { type: Number, default: null },
    text: { type: String, default: null },
    reason: { type: String, default: null },
    providerMessageId: { type: String, default: null },
  },
  subdocument,
);

/** One thing that happened to a message. */
export const timelineEntry = new Schema<TimelineDocument>(
  {
    at: { type: Date, required: true },
    event: { type: String, required: true },
    status: { type: String, enum: NotificationStatus.options, required: true },
    reason: { type: String, default: null },
    by: { type: requester, default: null },
    attempt: { type: Number, default: null },
  },
  subdocument,
);
