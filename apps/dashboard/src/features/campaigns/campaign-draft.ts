import { CAMPAIGN_CATEGORY, ChannelName, MissedPolicy, type Campaign, type CreateCampaign } from '@carillon/domain';
import { z } from 'zod';
import { readBouncePercent, readRate } from './campaign-limits.ts';

/** As long as the contract allows. */
const NAME_LENGTH = 120;
const AGAIN = ' (again)';

/** What the form holds: text as it was typed. */
export const CampaignDraft = z.object({
  name: z.string(),
  segmentId: z.string(),
  channel: ChannelName,
  providers: z.array(z.string()),
  category: z.string(),
  template: z.string(),
  subject: z.string(),
  rate: z.string(),
  bouncePercent: z.string(),
  tracking: z.boolean(),
  scheduled: z.boolean(),
  at: z.string(),
  timeZone: z.string(),
  missed: MissedPolicy,
});
export type CampaignDraft = z.infer<typeof CampaignDraft>;

/** Where a half-written campaign is kept: a new one, one that began like another, or changes of a draft. */
export function keptKey(campaign: Pick<Campaign, 'id' | 'version'> | null, like: Pick<Campaign, 'id'> | null): string {
  if (campaign !== null) return `campaign-draft:${campaign.id}:${campaign.version}`;
  return like === null ? 'campaign-draft' : `campaign-draft:like:${like.id}`;
}

export function sameDraft(one: CampaignDraft, other: CampaignDraft): boolean {
  return JSON.stringify(CampaignDraft.parse(one)) === JSON.stringify(CampaignDraft.parse(other));
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

/** The same once more, to be changed before it is saved: its time has passed. */
export function againOf(campaign: Campaign, timeZone: string): CampaignDraft {
  return { ...draftOf(campaign, timeZone), name: `${campaign.name.slice(0, NAME_LENGTH - AGAIN.length)}${AGAIN}`, scheduled: false, at: '' };
}

/** A draft that can be sent, or what has to be said at which field first. */
export type ReadDraft = { input: CreateCampaign; problems: null } | { input: null; problems: Readonly<Record<string, string>> };

/**
 * What is sent to the server, which has the last word. What is no number never gets there: JSON knows none but numbers, and would make it the
 * `null` that stands for no limit.
 */
export function readDraft(draft: CampaignDraft): ReadDraft {
  const { segmentId, subject, rate, bouncePercent, scheduled, at, timeZone, missed, ...rest } = draft;
  const [ratePerSecond, bounces] = [readRate(rate), readBouncePercent(bouncePercent)];
  if ('problem' in ratePerSecond || 'problem' in bounces) {
    return { input: null, problems: { ...('problem' in ratePerSecond ? { '/ratePerSecond': ratePerSecond.problem } : {}), ...('problem' in bounces ? { '/pauseAtBounceRate': bounces.problem } : {}) } };
  }
  const input = {
    ...rest,
    segmentId: segmentId === '' ? null : segmentId,
    subject: subject.trim() === '' ? null : subject,
    ratePerSecond: ratePerSecond.value,
    pauseAtBounceRate: bounces.value === null ? null : bounces.value / 100,
    schedule: scheduled ? { at, timeZone, missed } : null,
  };
  return { input, problems: null };
}
