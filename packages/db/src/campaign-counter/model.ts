import type { StatusCounts } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';

/** How many recipients are in each state now. */
export interface CountedRecipients {
  counts: StatusCounts;
  /** Rises with every move: who recounts replaces nothing that has moved meanwhile. */
  revision: number;
  changedAt: Date;
  verifiedAt: Date;
}

/** Those of one campaign. */
export interface CampaignCounterDocument extends CountedRecipients {
  _id: string;
  /** The same for each part of them; whoever moves one moves the sum as well, in one write. */
  parts?: Record<string, Pick<CountedRecipients, 'revision' | 'changedAt'> & Partial<CountedRecipients>>;
  /** Every recipient was counted in its part, if at all. Not so in older ones, and once all were recounted together. */
  inParts?: boolean;
}

/** How many messages of one campaign were handed over in one slice of time. */
export interface CampaignPaceDocument {
  /** `<campaign>|<start>` */
  _id: string;
  campaignId: string;
  start: Date;
  handed: number;
}

const PACE_KEPT_SECONDS = 3_600;

export function campaignCounterModels(connection: Connection) {
  const counter = new Schema<CampaignCounterDocument>(
    {
      _id: { type: String, required: true },
      counts: { type: Schema.Types.Mixed, required: true },
      revision: { type: Number, required: true },
      changedAt: { type: Date, required: true },
      verifiedAt: { type: Date, required: true },
      parts: { type: Schema.Types.Mixed },
      inParts: { type: Boolean },
    },
    { collection: 'campaigncounters', versionKey: false, minimize: false },
  );
  counter.index({ changedAt: -1, _id: -1 }, { name: 'recently-moved' });
  const pace = new Schema<CampaignPaceDocument>(
    { _id: { type: String, required: true }, campaignId: { type: String, required: true }, start: { type: Date, required: true }, handed: { type: Number, required: true } },
    { collection: 'campaignpaces', versionKey: false },
  );
  pace.index({ campaignId: 1, start: -1 });
  pace.index({ start: 1 }, { expireAfterSeconds: PACE_KEPT_SECONDS, name: 'retention' });
  return { counters: connection.model('CampaignCounter', counter), paces: connection.model('CampaignPace', pace) };
}
export type CampaignCounterModels = ReturnType<typeof campaignCounterModels>;
