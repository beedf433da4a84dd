import type { CampaignRepository } from '@carillon/db';
import { createUnderWay, type LiveEvent } from '@carillon/domain';
import { readStats, type ReadStatsDeps } from './read-stats.ts';

/** Dashboards hear of one campaign at most this often from each process. */
const INTERVAL_MS = 500;

export interface AnnounceChangesDeps extends ReadStatsDeps {
  campaigns: Pick<CampaignRepository, 'find'>;
  tell(event: LiveEvent): void;
  onError(error: unknown): void;
}

export interface CampaignAnnouncer {
  /** Something of this campaign changed. */
  touch(campaignId: string): void;
  /** Tells at once what was still to be told; resolves when that is done. */
  settled(): Promise<void>;
}

/** Thousands of changes a second become two messages: the first is told soon, and what follows together. */
export function createCampaignAnnouncer(deps: AnnounceChangesDeps): CampaignAnnouncer {
  const timers = new Map<string, NodeJS.Timeout>();
  const underWay = createUnderWay();

  async function announce(campaignId: string): Promise<void> {
    const record = await deps.campaigns.find(campaignId);
    if (record === null) return;
    for (const { campaign, stats } of await readStats([record.campaign], deps)) deps.tell({ type: 'campaign.changed', campaign, stats });
  }

  function announceNow(campaignId: string): void {
    clearTimeout(timers.get(campaignId));
    timers.delete(campaignId);
    void underWay.add(announce(campaignId).catch(deps.onError));
  }

  return {
    touch(campaignId) {
      if (timers.has(campaignId)) return;
      timers.set(campaignId, setTimeout(announceNow, INTERVAL_MS, campaignId).unref());
    },
    async settled() {
      for (const campaignId of timers.keys()) announceNow(campaignId);
      await underWay.settled();
    },
  };
}
