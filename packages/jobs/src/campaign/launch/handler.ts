import type { AudiencePage, AudienceReader, CampaignRepository, CommunicationLogRepository, NewRecipient } from '@carillon/db';
import { explainExclusion, type CampaignId, type ExcludedUser, type ExclusionCount, type IdSource } from '@carillon/domain';
import type { JobQueue, JobResult } from '@carillon/queue';
import { enqueueLanes } from '../enqueue-lanes.ts';
import { recountParts, type RecountDeps } from '../verify-campaign-counters.ts';

/** Users that are written down at once. */
const PAGE = 1_000;

export interface LaunchCampaignDeps extends RecountDeps {
  campaigns: Pick<CampaignRepository, 'find' | 'noteAudience'>;
  communicationLogs: RecountDeps['communicationLogs'] & Pick<CommunicationLogRepository, 'insertRecipients'>;
  audience: Pick<AudienceReader, 'readPage'>;
  ids: Pick<IdSource, 'communicationLog'>;
  queue: Pick<JobQueue, 'enqueueBulk'>;
  campaignRetry: { maxAttempts: number };
}

/** Page by page: read, write a row for each, note how far it is. What a crash repeats, the unique index ignores; it may not have been counted. */
export async function launchCampaign({ campaignId }: { campaignId: CampaignId }, deps: LaunchCampaignDeps): Promise<JobResult> {
  for (;;) {
    const record = await deps.campaigns.find(campaignId);
    if (record === null || record.launched === null) return { outcome: 'skipped', reason: 'it was not launched' };
    const { campaign, launched, cursor } = record;
    // A page that was being written down meanwhile is to be cancelled like all others.
    if (campaign.status === 'cancelled') await enqueueLanes(deps.queue, campaignId, 1);
    if (campaign.status !== 'running' && campaign.status !== 'paused') return { outcome: 'skipped', reason: `the campaign is ${campaign.status}` };
    if (campaign.audience.complete) {
      await enqueueLanes(deps.queue, campaignId, launched.lanes);
      return { outcome: 'done', reason: `${campaign.audience.included} recipients` };
    }
    const page = await deps.audience.readPage({ segment: launched.rule, channel: campaign.channel, category: campaign.category }, { cursor, limit: PAGE });
    const repeated = await deps.communicationLogs.insertRecipients(campaignId, toRecipients(page, launched.lanes, deps.ids), deps.campaignRetry.maxAttempts);
    if (repeated > 0) await recountParts(campaignId, deps);
    await deps.campaigns.noteAudience(campaignId, cursor, {
      included: campaign.audience.included + page.included.length,
      excluded: addExclusions(campaign.audience.excluded, page.excluded),
      cursor: page.nextCursor,
    });
  }
}

function toRecipients({ included, excluded }: Pick<AudiencePage, 'included' | 'excluded'>, lanes: number, ids: Pick<IdSource, 'communicationLog'>): NewRecipient[] {
  return [
    ...included.map(({ userId, name, address }, index) => ({ id: ids.communicationLog(), userId, name, to: address.toLowerCase(), lane: index % lanes, leftOut: null })),
    ...excluded.map(({ userId, name, address, reason }) => ({ id: ids.communicationLog(), userId, name, to: address.toLowerCase(), lane: 0, leftOut: explainExclusion(reason) })),
  ];
}

function addExclusions(known: readonly ExclusionCount[], more: readonly ExcludedUser[]): ExclusionCount[] {
  const counts = new Map(known.map(({ reason, count }) => [reason, count]));
  for (const { reason } of more) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => ({ reason, count }));
}
