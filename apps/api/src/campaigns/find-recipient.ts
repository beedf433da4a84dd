import type { CommunicationLogRepository } from '@carillon/db';
import { CarillonError, type CampaignId, type CommunicationLogDetail, type CommunicationLogId } from '@carillon/domain';

export interface FindRecipientDeps {
  communicationLogs: Pick<CommunicationLogRepository, 'find'>;
}

/** One recipient of this campaign, and of no other. Throws `not-found`. */
export async function findRecipient({ communicationLogs }: FindRecipientDeps, id: CampaignId, logId: CommunicationLogId): Promise<CommunicationLogDetail> {
  const log = await communicationLogs.find(logId);
  if (log?.campaignId !== id) throw new CarillonError('not-found', `The campaign ${id} has no recipient ${logId}.`);
  return log;
}
