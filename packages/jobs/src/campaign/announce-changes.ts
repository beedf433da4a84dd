import type { CampaignRepository } from '@carillon/db';
import type { LiveEvent } from '@carillon/domain';
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
  /** Tells nothing more. */
  close(): void;
}

/** Thousands of changes a second become two messages: the first is told soon, and what follows together. */
export function createCampaignAnnouncer(deps: AnnounceChangesDeps): CampaignAnnouncer {
  const timers = new Map<string, NodeJS.Timeout>();

  async function announce(campaignId: string): Promise<void> {
    const record = await deps.campaigns.find(campaignId);
    if (record === null) return;
    for (const { campaign, stats } of await readStats([record.campaign], deps)) deps.tell({ type: 'campaign.changed', campaign, stats });
  }

  return {
    touch(campaignId) {
      if (timers.has(campaignId)) return;
      const timer = setTimeout(() => {
        timers.delete(campaignId);
        announce(campaignId).catch(deps.onError);
      }, INTERVAL_MS);
      timers.set(campaignId, timer.unref());
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
