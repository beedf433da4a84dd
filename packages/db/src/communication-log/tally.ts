import type { NotificationStatus, RecipientCounts } from '@carillon/domain';
import type { CampaignCounterRepository } from '../campaign-counter/repository.ts';

/** Gathers what many changes came to, so that each campaign's counters move once for all of them. */
export function createTally() {
  const byCampaign = new Map<string, RecipientCounts>();

  function add(campaignId: string, status: NotificationStatus, by: number): void {
    const counts = byCampaign.get(campaignId) ?? {};
    counts[status] = (counts[status] ?? 0) + by;
    byCampaign.set(campaignId, counts);
  }

  return {
    /** `matched` recipients went from one state to another; null: they are new. */
    moved(campaignId: string, from: NotificationStatus | null, to: NotificationStatus, matched: number): void {
      if (from !== null) add(campaignId, from, -matched);
      add(campaignId, to, matched);
    },
    async count(counters: Pick<CampaignCounterRepository, 'move'>): Promise<void> {
      await Promise.all([...byCampaign].map(([campaignId, changes]) => counters.move(campaignId, changes)));
    },
  };
}
