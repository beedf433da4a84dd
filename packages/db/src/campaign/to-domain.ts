import { CampaignId, type Campaign, type DeliveryCounts, type Requester } from '@carillon/domain';
import type { CampaignDocument } from './model.ts';

/** A campaign with what only those who carry it out need to know. */
export interface CampaignRecord {
  campaign: Campaign;
  launchedBy: Requester | null;
  launched: CampaignDocument['launched'];
  retryRequest: CampaignDocument['retryRequest'];
  pausedItself: boolean;
  judgedSince: DeliveryCounts | null;
  /** Where the audience's next page begins. */
  cursor: string | null;
}

export function toRecord(document: CampaignDocument): CampaignRecord {
  const { launched, launchedBy, retryRequest, pausedItself, judgedSince, audience: { cursor } } = document;
  return { campaign: toCampaign(document), launchedBy: launchedBy ?? null, launched, retryRequest, pausedItself: pausedItself ?? false, judgedSince: judgedSince ?? null, cursor };
}

export function toCampaign(document: CampaignDocument): Campaign {
  const { included, excluded, complete } = document.audience;
  return {
    id: CampaignId.parse(document._id),
    version: document.version,
    name: document.name,
    status: document.status,
    reason: document.reason,
    needsDecision: document.needsDecision,
    segmentId: document.segmentId,
    channel: document.channel,
    providers: [...document.providers],
    category: document.category,
    template: document.template,
    templateVersion: document.launched?.templateVersion ?? null,
    subject: document.subject,
    ratePerSecond: document.ratePerSecond,
    pauseAtBounceRate: document.pauseAtBounceRate,
    tracking: document.tracking,
    schedule: document.schedule,
    startsAt: isoOrNull(document.startsAt),
    audience: { included, excluded, complete },
    createdAt: document.createdAt.toISOString(),
    createdBy: document.createdBy,
    updatedAt: document.updatedAt.toISOString(),
    startedAt: isoOrNull(document.startedAt),
    endedAt: isoOrNull(document.endedAt),
  };
}

function isoOrNull(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
