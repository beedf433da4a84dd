import type { CampaignCounterRepository, CampaignRecord, CampaignRepository, CommunicationLogRepository } from '@carillon/db';
import { CarillonError, decideAutoPause, decideStart, defaultAutoPause, toDeliveryCounts, type CampaignId, type CampaignStatus, type Clock } from '@carillon/domain';
import type { JobQueue, JobResult } from '@carillon/queue';
import { enqueueLanes, wakeLanes } from '../enqueue-lanes.ts';
import { finishWhenDone, type FinishCampaignDeps } from '../finish-when-done.ts';
import { campaignLaunch } from '../launch/definition.ts';
import { campaignRetryFailed } from '../retry-failed/definition.ts';
import { startCampaign, type StartCampaignDeps } from '../start-campaign.ts';
import { recoverClaims, type RecoverClaimsDeps } from './recover-claims.ts';

/** Campaigns that are read at once. */
const PAGE = 200;
/** Jobs that were at work when a campaign ended have written their last rows after this. */
const CLOSED_AFTER_MS = 600_000;

export interface WatchCampaignsDeps extends StartCampaignDeps, FinishCampaignDeps, RecoverClaimsDeps {
  campaigns: Pick<CampaignRepository, 'transition' | 'finish' | 'findDue' | 'findOpenInStatus' | 'askFor' | 'close'>;
  campaignCounters: Pick<CampaignCounterRepository, 'read'>;
  communicationLogs: Pick<CommunicationLogRepository, 'hasPending'> & FinishCampaignDeps['communicationLogs'] & RecoverClaimsDeps['communicationLogs'];
  queue: Pick<JobQueue, 'enqueue' | 'enqueueBulk' | 'wakeOverslept'>;
  clock: Clock;
}

export async function watchCampaigns(_payload: { slot: string }, deps: WatchCampaignsDeps): Promise<JobResult> {
  const started = await startDue(deps);
  const recovered = await recoverClaims(deps);
  for (const status of ['running', 'paused'] as const) await forEachIn(status, deps, (record) => keepGoing(record, deps));
  for (const status of ['finished', 'cancelled'] as const) await forEachIn(status, deps, (record) => closeEnded(record, deps));
  return { outcome: 'done', reason: `started ${started}, recovered ${recovered} claims` };
}

async function startDue(deps: WatchCampaignsDeps): Promise<number> {
  let started = 0;
  const now = deps.clock.now();
  for (const campaign of await deps.campaigns.findDue(now, PAGE)) {
    const decision = decideStart({ startsAt: new Date(campaign.startsAt ?? now), missed: campaign.schedule?.missed ?? 'ask' }, now);
    if (decision.kind === 'ask') await deps.campaigns.askFor(campaign.id, decision.reason);
    if (decision.kind === 'skip') await deps.campaigns.transition(campaign.id, 'cancelled', { reason: decision.reason });
    if (decision.kind !== 'start') continue;
    try {
      if ((await startCampaign(deps, campaign, { requestId: null, by: null })) !== null) started += 1;
    } catch (error) {
      if (!(error instanceof CarillonError)) throw error;
      await deps.campaigns.askFor(campaign.id, `It could not be started: ${error.message}`);
    }
  }
  return started;
}

/** Page by page, so that memory is bounded however many there are. */
async function forEachIn(status: CampaignStatus, { campaigns }: WatchCampaignsDeps, lookAfter: (record: CampaignRecord) => Promise<void>): Promise<void> {
  let after = '';
  for (;;) {
    const records = await campaigns.findOpenInStatus(status, { after, limit: PAGE });
    for (const record of records) await lookAfter(record);
    after = records.at(-1)?.campaign.id ?? after;
    if (records.length < PAGE) return;
  }
}

/**
 * Who was written down, claimed or given back while a campaign was cancelled is cancelled too; one that finished beside somebody whom a
 * receipt had just made wait for another try goes on. Once nobody can come any more, it is closed.
 */
async function closeEnded({ campaign: { id, status }, launched }: CampaignRecord, deps: WatchCampaignsDeps): Promise<void> {
  const { campaigns, communicationLogs, clock } = deps;
  if (!(await communicationLogs.hasPending(id))) return campaigns.close(id, status, new Date(clock.now().getTime() - CLOSED_AFTER_MS));
  if (status === 'cancelled') return keepLanes(id, 1, deps);
  // A crash in between leaves it running, and the next look puts its jobs into Redis.
  if (launched !== null && (await campaigns.transition(id, 'reopened')) !== null) await keepLanes(id, launched.lanes, deps);
}

async function keepGoing({ campaign, launched, retryRequest, judgedSince }: CampaignRecord, deps: WatchCampaignsDeps): Promise<void> {
  if (launched === null) return;
  const payload = { campaignId: campaign.id };
  if (!campaign.audience.complete) return deps.queue.enqueue(campaignLaunch, { payload });
  if (retryRequest !== null) return deps.queue.enqueue(campaignRetryFailed, { payload });
  if (campaign.status !== 'running' || (await finishWhenDone(campaign.id, deps))) return;
  const counts = (await deps.campaignCounters.read([campaign.id])).get(campaign.id) ?? {};
  const judgement = decideAutoPause(toDeliveryCounts(counts), { ...defaultAutoPause, bounceRate: campaign.pauseAtBounceRate }, judgedSince);
  if (judgement.kind === 'pause') await deps.campaigns.transition(campaign.id, 'paused', { reason: judgement.reason, pausedItself: true });
  else await keepLanes(campaign.id, launched.lanes, deps);
}

/** Jobs that are in Redis already stay as they are, unless they sleep for too long; those that are not are put there. */
async function keepLanes(id: CampaignId, lanes: number, { queue, clock }: WatchCampaignsDeps): Promise<void> {
  await enqueueLanes(queue, id, lanes);
  await wakeLanes(queue, id, lanes, clock.now());
}
