import { TrackingKind } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';

/** Of how many messages of a campaign the picture, any link, or one link was fetched. */
export interface TrackingCounterDocument {
  /** `<campaign>|<kind>`, or `<campaign>|<kind>|<link>`. */
  _id: string;
  campaignId: string;
  kind: TrackingKind;
  link: number | null;
  target: string | null;
  messages: number;
  byPeople: number;
  /** Missing in those from before it was written down, like the next. */
  changedAt?: Date;
  /** When it was last found to say what the events say. */
  verifiedAt?: Date;
}

export function trackingCounterModel(connection: Connection) {
  const schema = new Schema<TrackingCounterDocument>(
    {
      _id: { type: String, required: true },
      campaignId: { type: String, required: true },
      kind: { type: String, enum: TrackingKind.options, required: true },
      link: { type: Number, default: null },
      target: { type: String, default: null },
      messages: { type: Number, required: true },
      byPeople: { type: Number, required: true },
      changedAt: { type: Date },
      verifiedAt: { type: Date },
    },
    { collection: 'trackingcounters', versionKey: false },
  );
  schema.index({ campaignId: 1, kind: 1, link: 1 }, { name: 'of-campaign' });
  schema.index({ link: 1, changedAt: -1, _id: -1 }, { name: 'recently-moved' });
  return connection.model('TrackingCounter', schema);
}
export type TrackingCounterModel = ReturnType<typeof trackingCounterModel>;
