import type { CampaignRepository, CommunicationLogRepository } from '@carillon/db';
import { CarillonError, type CampaignId, type Clock, type RetryFailed, type RetryFailedResult } from '@carillon/domain';
import { campaignRetryFailed } from '@carillon/jobs/definitions';
import type { Logger } from '@carillon/observability';
import type { JobQueue } from '@carillon/queue';
import type { AuditedChange, AuditTrail } from '../audit/audit-trail.ts';
import type { RequestContext } from '../http/route.ts';
import { findCampaign } from './get-campaign.ts';

const COUNT_CAP = 10_000_000;

export interface RetryFailedDeps {
  campaigns: Pick<CampaignRepository, 'find' | 'requestRetry'>;
  communicationLogs: Pick<CommunicationLogRepository, 'count'>;
  queue: Pick<JobQueue, 'enqueue'>;
  audit: AuditTrail;
  clock: Clock;
  logger: Pick<Logger, 'warn'>;
}

/** Gives those who failed another round of attempts, and nobody else; `dryRun` only counts them. Throws `conflict`. */
export async function retryFailed(deps: RetryFailedDeps, context: RequestContext, id: CampaignId, { dryRun, statuses }: RetryFailed): Promise<RetryFailedResult> {
  const { campaign } = await findCampaign(deps, id);
  const { total: count } = await deps.communicationLogs.count(id, { status: statuses }, COUNT_CAP);
  if (dryRun) return { count, campaign };
  if (count === 0) throw new CarillonError('conflict', `Nobody in this campaign is ${statuses.join(' or ')}.`);
  const change: AuditedChange = { action: 'campaign.failed-retried', subject: { kind: 'campaign', id }, changes: { statuses: statuses.join(', '), count } };
  return deps.audit.record(context, change, async () => {
    const requested = await deps.campaigns.requestRetry(id, { statuses, before: deps.clock.now(), by: context.actor.requester });
    if (requested === null) {
      const { campaign: now, retryRequest } = await findCampaign(deps, id);
      throw new CarillonError('conflict', retryRequest === null ? `A campaign that is ${now.status} has nobody to try again.` : 'Another round is being queued at this moment: try again when it is.');
    }
    await deps.queue.enqueue(campaignRetryFailed, { payload: { campaignId: id }, requestId: context.requestId }).catch((error: unknown) => {
      deps.logger.warn('campaign.not-enqueued', { campaignId: id, reason: error instanceof Error ? error.message : String(error) });
    });
    return { count, campaign: requested.campaign };
  });
}
