import type { CampaignRecord, CampaignRepository, SegmentRepository } from '@carillon/db';
import { CarillonError, type Campaign, type Requester, type SegmentRule, type Template, type TemplateSource } from '@carillon/domain';
import type { Logger } from '@carillon/observability';
import type { JobQueue } from '@carillon/queue';
import { LANES } from './enqueue-lanes.ts';
import { campaignLaunch } from './launch/definition.ts';

export interface ReadCampaignPartsDeps {
  segments: Pick<SegmentRepository, 'find'>;
  /** Throws a CarillonError (`not-found`) for a name nobody knows. */
  resolveTemplate(name: string): Promise<Pick<Template, 'version' | 'subject' | 'html' | 'text' | 'layout'>>;
}
export interface StartCampaignDeps extends ReadCampaignPartsDeps {
  campaigns: Pick<CampaignRepository, 'transition'>;
  queue: Pick<JobQueue, 'enqueue'>;
  logger: Pick<Logger, 'warn'>;
}

/** What a campaign says and whom it is for, as segment and template are now. Throws `not-found` when one is gone. */
export async function readCampaignParts({ segmentId, template, subject }: Pick<Campaign, 'segmentId' | 'template' | 'subject'>, deps: ReadCampaignPartsDeps): Promise<{ rule: SegmentRule | null; segmentName: string | null; source: TemplateSource; templateVersion: number }> {
  const { version, html, text, layout, subject: own } = await deps.resolveTemplate(template);
  const segment = segmentId === null ? null : await deps.segments.find(segmentId);
  if (segmentId !== null && segment === null) throw new CarillonError('not-found', `The segment ${segmentId} does not exist any more.`);
  return { rule: segment?.rule ?? null, segmentName: segment?.name ?? null, source: { subject: subject ?? own, html, text, layout }, templateVersion: version };
}

/** Starts a campaign with its parts as they are now. `by` is who asked for it; null: its time came. Null: it was started, cancelled or edited meanwhile. */
export async function startCampaign(deps: StartCampaignDeps, campaign: Campaign, { requestId, by }: { requestId: string | null; by: Requester | null }): Promise<CampaignRecord | null> {
  const parts = await readCampaignParts(campaign, deps);
  const started = await deps.campaigns.transition(campaign.id, 'started', { version: campaign.version, launched: { ...parts, lanes: LANES }, ...(by === null ? {} : { launchedBy: by }) });
  if (started === null) return null;
  // Redis may be away: `campaign.watch` brings the job later.
  await deps.queue.enqueue(campaignLaunch, { payload: { campaignId: campaign.id }, requestId }).catch((error: unknown) => {
    deps.logger.warn('campaign.not-enqueued', { campaignId: campaign.id, requestId, reason: error instanceof Error ? error.message : String(error) });
  });
  return started;
}
