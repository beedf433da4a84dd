import type { CampaignRepository } from '@carillon/db';
import { CarillonError, scheduledInstant, type Campaign, type CampaignId, type CampaignReview, type Clock, type LaunchCampaign, type LaunchResult } from '@carillon/domain';
import { startCampaign, type StartCampaignDeps } from '@carillon/jobs/campaigns';
import type { AuditedChange, AuditTrail } from '../audit/audit-trail.ts';
import type { RequestContext } from '../http/route.ts';
import { findCampaign } from './get-campaign.ts';
import { reviewCampaign, type ReviewCampaignDeps } from './review-campaign.ts';

/** Users counted for a review, and users looked at before a launch. */
const REVIEWED = 200_000;
const CHECKED = 1_000;

export interface LaunchCampaignDeps extends ReviewCampaignDeps, Omit<StartCampaignDeps, 'campaigns'> {
  campaigns: Pick<CampaignRepository, 'find' | 'transition'>;
  audit: AuditTrail;
  clock: Clock;
}

/** Starts a campaign, or schedules it; with `dryRun` it only says what that would do. Throws `conflict`, and `validation-failed` for what stands against it. */
export async function launchCampaign(deps: LaunchCampaignDeps, context: RequestContext, id: CampaignId, { dryRun, now }: LaunchCampaign): Promise<LaunchResult> {
  const { campaign } = await findCampaign(deps, id);
  if (dryRun) return { campaign, review: await reviewCampaign(deps, campaign, { maxUsers: REVIEWED }) };
  const review = await reviewCampaign(deps, campaign, { maxUsers: CHECKED });
  const startsAt = now || campaign.schedule === null ? null : scheduledInstant(campaign.schedule);
  refuseBlocked(review, startsAt);
  const change: AuditedChange = { action: startsAt === null ? 'campaign.launched' : 'campaign.scheduled', subject: { kind: 'campaign', id }, changes: { startsAt: startsAt?.toISOString() ?? null } };
  return deps.audit.record(context, change, async () => ({ campaign: startsAt === null ? await start(deps, context, campaign) : await schedule(deps, context, campaign, startsAt), review }));
}

async function start(deps: LaunchCampaignDeps, { requestId, actor }: RequestContext, campaign: Campaign): Promise<Campaign> {
  const started = await startCampaign(deps, campaign, { requestId, by: actor.requester });
  if (started !== null) return started.campaign;
  const { campaign: current } = await findCampaign(deps, campaign.id);
  throw new CarillonError('conflict', `Only a draft or a scheduled campaign can be launched, as it was when you looked; this one is ${current.status}.`);
}

async function schedule(deps: LaunchCampaignDeps, { actor }: RequestContext, campaign: Campaign, startsAt: Date): Promise<Campaign> {
  if (startsAt <= deps.clock.now()) {
    throw new CarillonError('validation-failed', 'The scheduled time has passed already: choose another, or launch it now.', { details: [{ pointer: '/schedule/at', code: 'past', message: 'has passed already' }] });
  }
  const scheduled = await deps.campaigns.transition(campaign.id, 'scheduled', { startsAt, launchedBy: actor.requester, version: campaign.version });
  if (scheduled !== null) return scheduled.campaign;
  const { campaign: current } = await findCampaign(deps, campaign.id);
  throw new CarillonError('conflict', `Only a draft can be scheduled; this campaign is ${current.status}.`);
}

/** Users may join a segment before a scheduled time: only now it matters that there are none. */
function refuseBlocked({ problems }: CampaignReview, startsAt: Date | null): void {
  const blocking = problems.filter((problem) => problem.blocking && (startsAt === null || problem.code !== 'no-recipients'));
  if (blocking.length === 0) return;
  throw new CarillonError('validation-failed', blocking.map(({ message }) => message).join(' ').slice(0, 500), { details: blocking.map(({ blocking: _blocking, ...problem }) => problem) });
}
