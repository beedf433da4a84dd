import { CAMPAIGN_CATEGORY, type Campaign, type ChannelName, type CreateCampaign, type MissedPolicy } from '@carillon/domain';

/** What the form holds: text as it was typed. */
export interface CampaignDraft {
  name: string;
  segmentId: string;
  channel: ChannelName;
  providers: string[];
  category: string;
  template: string;
  subject: string;
  rate: string;
  bouncePercent: string;
  tracking: boolean;
  scheduled: boolean;
  at: string;
  timeZone: string;
  missed: MissedPolicy;
}

export function emptyDraft(timeZone: string): CampaignDraft {
  return { name: '', segmentId: '', channel: 'email', providers: [], category: CAMPAIGN_CATEGORY, template: '', subject: '', rate: '', bouncePercent: '10', tracking: false, scheduled: false, at: '', timeZone, missed: 'ask' };
}

export function draftOf(campaign: Campaign, timeZone: string): CampaignDraft {
  return {
    name: campaign.name,
    segmentId: campaign.segmentId ?? '',
    channel: campaign.channel,
    providers: campaign.providers,
    category: campaign.category,
    template: campaign.template,
    subject: campaign.subject ?? '',
    rate: campaign.ratePerSecond === null ? '' : String(campaign.ratePerSecond),
    bouncePercent: campaign.pauseAtBounceRate === null ? '' : String(Math.round(campaign.pauseAtBounceRate * 1_000) / 10),
    tracking: campaign.tracking,
    scheduled: campaign.schedule !== null,
    at: campaign.schedule?.at ?? '',
    timeZone: campaign.schedule?.timeZone ?? timeZone,
    missed: campaign.schedule?.missed ?? 'ask',
  };
}

/** What is sent to the server, which has the last word: a number that is none becomes NaN there, and is refused at its field. */
export function toInput(draft: CampaignDraft): CreateCampaign {
  const { segmentId, subject, rate, bouncePercent, scheduled, at, timeZone, missed, ...rest } = draft;
  return {
    ...rest,
    segmentId: segmentId === '' ? null : segmentId,
    subject: subject.trim() === '' ? null : subject,
    ratePerSecond: numberOrNull(rate),
    pauseAtBounceRate: bouncePercent.trim() === '' ? null : Number(bouncePercent) / 100,
    schedule: scheduled ? { at, timeZone, missed } : null,
  };
}

function numberOrNull(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}
