import type { CampaignCounterRepository } from '@carillon/db';
import { toCampaignStats, type Campaign, type CampaignWithStats, type Clock } from '@carillon/domain';

export interface ReadStatsDeps {
  campaignCounters: Pick<CampaignCounterRepository, 'read' | 'readPace'>;
  clock: Clock;
}

/** Campaigns with where they stand, from their counters: never by looking at recipients. */
export async function readStats(campaigns: readonly Campaign[], { campaignCounters, clock }: ReadStatsDeps): Promise<CampaignWithStats[]> {
  const counts = await campaignCounters.read(campaigns.map(({ id }) => id));
  return Promise.all(
    campaigns.map(async (campaign) => {
      const ratePerSecond = campaign.status === 'running' ? await campaignCounters.readPace(campaign.id) : 0;
      return { campaign, stats: toCampaignStats(campaign, { counts: counts.get(campaign.id) ?? {}, ratePerSecond }, clock.now()) };
    }),
  );
}
