import type { CampaignRecord, CampaignRepository } from '@carillon/db';
import { CarillonError, type Campaign, type CampaignEvent, type CampaignId, type CancelResult, type Clock } from '@carillon/domain';
import { countFates, enqueueLanes, resumeCampaign as letGoOn, type CountFatesDeps, type ReadStatsDeps } from '@carillon/jobs/campaigns';
import type { Logger } from '@carillon/observability';
import type { JobQueue } from '@carillon/queue';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { RequestContext } from '../http/route.ts';
import { findCampaign } from './get-campaign.ts';

export interface SteerCampaignDeps extends ReadStatsDeps {
  communicationLogs: CountFatesDeps['communicationLogs'];
  campaigns: Pick<CampaignRepository, 'find' | 'transition'>;
  queue: Pick<JobQueue, 'enqueueBulk'>;
  audit: AuditTrail;
  clock: Clock;
  logger: Pick<Logger, 'warn'>;
}

/** No hand-over begins later than a second after this; what is on its way comes to its end. Throws `conflict`. */
export async function pauseCampaign(deps: SteerCampaignDeps, context: RequestContext, id: CampaignId): Promise<Campaign> {
  return (await steer(deps, context, id, 'paused', () => deps.campaigns.transition(id, 'paused', { reason: `Paused by ${context.actor.requester.name}` }))).campaign;
}

/** Goes on with exactly those who were not reached; what made it pause itself is not held against it any more. Throws `conflict`. */
export async function resumeCampaign(deps: SteerCampaignDeps, context: RequestContext, id: CampaignId): Promise<Campaign> {
  const resumed = await steer(deps, context, id, 'resumed', () => letGoOn(deps, id));
  await wakeLanes(deps, resumed);
  return resumed.campaign;
}

/** Back to a draft, to be edited. Throws `conflict`. */
export async function unscheduleCampaign(deps: SteerCampaignDeps, context: RequestContext, id: CampaignId): Promise<Campaign> {
  return (await steer(deps, context, id, 'unscheduled', () => deps.campaigns.transition(id, 'unscheduled', { startsAt: null }))).campaign;
}

/** Stops for good, and says how many messages had left. Throws `conflict`. */
export async function cancelCampaign(deps: SteerCampaignDeps, context: RequestContext, id: CampaignId): Promise<CancelResult> {
  const cancelled = await steer(deps, context, id, 'cancelled', () => deps.campaigns.transition(id, 'cancelled', { reason: `Cancelled by ${context.actor.requester.name}` }));
  await wakeLanes(deps, cancelled);
  return { campaign: cancelled.campaign, ...(await countFates(deps, id)) };
}

const verbs = { paused: 'paused', resumed: 'resumed', unscheduled: 'taken back', cancelled: 'cancelled' } as const;

async function steer(deps: SteerCampaignDeps, context: RequestContext, id: CampaignId, event: Extract<CampaignEvent, keyof typeof verbs>, move: () => Promise<CampaignRecord | null>): Promise<CampaignRecord> {
  const { campaign: before } = await findCampaign(deps, id);
  return deps.audit.record(context, { action: `campaign.${event}`, subject: { kind: 'campaign', id }, changes: { from: before.status } }, async () => {
    const record = await move();
    if (record !== null) return record;
    const { campaign: now } = await findCampaign(deps, id);
    throw new CarillonError('conflict', `A campaign that is ${now.status} can not be ${verbs[event]}.`);
  });
}

/** While Redis is away, `campaign.watch` does it later. */
async function wakeLanes({ queue, logger }: SteerCampaignDeps, { campaign, launched }: CampaignRecord): Promise<void> {
  if (launched === null) return;
  await enqueueLanes(queue, campaign.id, launched.lanes).catch((error: unknown) => logger.warn('campaign.not-enqueued', { campaignId: campaign.id, reason: error instanceof Error ? error.message : String(error) }));
}
