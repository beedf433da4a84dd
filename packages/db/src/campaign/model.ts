import { CampaignStatus, ChannelName, type CampaignSchedule, type DeliveryCounts, type ExclusionCount, type Requester, type SegmentRule, type TemplateSource } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';
import { requester } from '../subdocuments.ts';

/** Which recipients are to be tried again; kept until all of them are queued. */
export interface RetryRequestDocument {
  statuses: ('failed' | 'unknown')[];
  /** Those that were in these states at this time: a second failure is not swept up again. */
  before: Date;
  by: Requester;
}

export interface CampaignDocument {
  _id: string;
  version: number;
  name: string;
  /** Lower-case words of the name, for the search box. */
  terms: string[];
  status: CampaignStatus;
  reason: string | null;
  needsDecision: boolean;
  segmentId: string | null;
  channel: ChannelName;
  providers: string[];
  category: string;
  template: string;
  subject: string | null;
  ratePerSecond: number | null;
  pauseAtBounceRate: number | null;
  tracking: boolean;
  schedule: CampaignSchedule | null;
  startsAt: Date | null;
  /** Who launched or scheduled it last; missing in those from before it was written down. */
  launchedBy?: Requester;
  /** As they were at launch: what is edited later changes no campaign under way. The segment's name is missing in older ones. */
  launched: { rule: SegmentRule | null; segmentName?: string | null; source: TemplateSource; templateVersion: number; lanes: number } | null;
  audience: { included: number; excluded: ExclusionCount[]; complete: boolean; cursor: string | null };
  retryRequest: RetryRequestDocument | null;
  /** It is paused since too much came back, and not as an operator wanted; those of older versions have nothing to say of it. */
  pausedItself?: boolean;
  /** How much had left and come back when an operator last let it go on after that; null: never. */
  judgedSince?: DeliveryCounts | null;
  /** Since when nothing of it is left to do, a while after its end; null: `campaign.watch` still looks after it. */
  closedAt: Date | null;
  createdAt: Date;
  createdBy: Requester;
  updatedAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

export function campaignModel(connection: Connection) {
  const schema = new Schema<CampaignDocument>(
    {
      _id: { type: String, required: true },
      version: { type: Number, required: true },
      name: { type: String, required: true },
      terms: { type: [String], required: true },
      status: { type: String, enum: CampaignStatus.options, required: true },
      reason: { type: String, default: null },
      needsDecision: { type: Boolean, required: true },
      segmentId: { type: String, default: null },
      channel: { type: String, enum: ChannelName.options, required: true },
      providers: { type: [String], required: true },
      category: { type: String, required: true },
      template: { type: String, required: true },
      subject: { type: String, default: null },
      ratePerSecond: { type: Number, default: null },
      pauseAtBounceRate: { type: Number, default: null },
      tracking: { type: Boolean, required: true },
      schedule: { type: Schema.Types.Mixed, default: null },
      startsAt: { type: Date, default: null },
      launchedBy: { type: requester },
      launched: { type: Schema.Types.Mixed, default: null },
      audience: { type: Schema.Types.Mixed, required: true },
      retryRequest: { type: Schema.Types.Mixed, default: null },
      pausedItself: { type: Boolean, default: false },
      judgedSince: { type: Schema.Types.Mixed, default: null },
      closedAt: { type: Date, default: null },
      createdAt: { type: Date, required: true },
      createdBy: { type: requester, required: true },
      updatedAt: { type: Date, required: true },
      startedAt: { type: Date, default: null },
      endedAt: { type: Date, default: null },
    },
    { collection: 'campaigns', versionKey: false, minimize: false },
  );
  schema.index({ createdAt: -1, _id: -1 }, { name: 'newest' });
  schema.index({ status: 1, createdAt: -1, _id: -1 }, { name: 'by-status' });
  schema.index({ terms: 1, createdAt: -1, _id: -1 }, { name: 'search' });
  schema.index({ status: 1, needsDecision: 1, startsAt: 1 }, { name: 'due-undecided' });
  schema.index({ status: 1, closedAt: 1, _id: 1 }, { name: 'looked-after' });
  schema.index({ startedAt: 1 }, { name: 'recently-started' });
  schema.index({ segmentId: 1, createdAt: -1, _id: -1 }, { name: 'by-segment' });
  schema.index({ category: 1, status: 1 }, { name: 'categories' });
  return connection.model('Campaign', schema);
}
export type CampaignModel = ReturnType<typeof campaignModel>;
