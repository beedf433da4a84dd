import type { CampaignRepository } from '@carillon/db';
import type { CampaignId, Clock } from '@carillon/domain';

/** How old an answer may be: hand-overs stop this long after a pause at the latest, and a bit. */
const MAX_AGE_MS = 250;

export interface CampaignControl {
  /** Whether messages of a campaign may be handed over now. */
  mayHandOver(campaignId: CampaignId): Promise<boolean>;
}

/** Asks once for all hand-overs of a quarter of a second whether a campaign was paused or cancelled. */
export function createCampaignControl({ campaigns, clock }: { campaigns: Pick<CampaignRepository, 'find'>; clock: Clock }): CampaignControl {
  const answers = new Map<CampaignId, { at: number; running: Promise<boolean> }>();
  return {
    mayHandOver(campaignId) {
      const now = clock.now().getTime();
      const known = answers.get(campaignId);
      if (known !== undefined && now - known.at < MAX_AGE_MS) return known.running;
      for (const [id, { at }] of answers) if (now - at >= MAX_AGE_MS) answers.delete(id);
      const running = campaigns.find(campaignId).then((record) => record?.campaign.status === 'running');
      answers.set(campaignId, { at: now, running });
      return running;
    },
  };
}
