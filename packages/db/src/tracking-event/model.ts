import { TrackingKind, TrackingSign } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';

export interface TrackingEventDocument {
  /** `<log>|<kind>`, or `<log>|<kind>|<link>`: what happens again is counted in the same document. */
  _id: string;
  logId: string;
  campaignId: string;
  userId: string;
  kind: TrackingKind;
  link: number | null;
  target: string | null;
  count: number;
  firstAt: Date;
  lastAt: Date;
  firstByPersonAt: Date | null;
  signs: TrackingSign[];
}

const DAY_SECONDS = 86_400;

export function trackingEventModel(connection: Connection, retentionDays: number) {
  const schema = new Schema<TrackingEventDocument>(
    {
      _id: { type: String, required: true },
      logId: { type: String, required: true },
      campaignId: { type: String, required: true },
      userId: { type: String, required: true },
      kind: { type: String, enum: TrackingKind.options, required: true },
      link: { type: Number, default: null },
      target: { type: String, default: null },
      count: { type: Number, required: true },
      firstAt: { type: Date, required: true },
      lastAt: { type: Date, required: true },
      firstByPersonAt: { type: Date, default: null },
      signs: { type: [String], enum: TrackingSign.options, required: true },
    },
    { collection: 'trackingevents', versionKey: false },
  );
  schema.index({ logId: 1, firstAt: 1, _id: 1 }, { name: 'of-log' });
  schema.index({ campaignId: 1, kind: 1, link: 1, firstByPersonAt: 1 }, { name: 'of-campaign' });
  schema.index({ firstAt: 1 }, { name: 'retention', expireAfterSeconds: retentionDays * DAY_SECONDS });
  return connection.model('TrackingEvent', schema);
}
export type TrackingEventModel = ReturnType<typeof trackingEventModel>;
