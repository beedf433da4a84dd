import type { CampaignRepository, CommunicationLogRepository } from '@carillon/db';
import type { CampaignId } from '@carillon/domain';

export interface FinishCampaignDeps {
  campaigns: Pick<CampaignRepository, 'finish'>;
  communicationLogs: Pick<CommunicationLogRepository, 'hasUnsettled'>;
}

/**
 * Ends a running campaign once nobody waits, nothing is on its way, and no receipt is expected; asks the rows, not the counters. A receipt
 * may make somebody wait at the same moment: `campaign.watch` then opens it again.
 */
export async function finishWhenDone(campaignId: CampaignId, { campaigns, communicationLogs }: FinishCampaignDeps): Promise<boolean> {
  return !(await communicationLogs.hasUnsettled(campaignId)) && campaigns.finish(campaignId);
}
