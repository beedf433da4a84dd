import type { CampaignCounterRepository, CampaignRecord, CampaignRepository } from '@carillon/db';
import { toDeliveryCounts, type CampaignId } from '@carillon/domain';

export interface ResumeCampaignDeps {
  campaigns: Pick<CampaignRepository, 'find' | 'transition'>;
  campaignCounters: Pick<CampaignCounterRepository, 'read'>;
}

/**
 * Lets a paused campaign go on. Of one that had paused itself, what came back until now was looked at: it is judged by what comes
 * from now on, or it would pause again at once. Null: it is not paused.
 */
export async function resumeCampaign({ campaigns, campaignCounters }: ResumeCampaignDeps, id: CampaignId): Promise<CampaignRecord | null> {
  const record = await campaigns.find(id);
  if (record?.pausedItself !== true) return campaigns.transition(id, 'resumed');
  const counts = (await campaignCounters.read([id])).get(id) ?? {};
  return campaigns.transition(id, 'resumed', { judgedSince: toDeliveryCounts(counts) });
}
