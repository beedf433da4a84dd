import type { CampaignRepository } from '@carillon/db';
import { openCampaignStatuses, type CampaignUses, type SegmentId } from '@carillon/domain';

/** As many as one reads before going to look at them. */
const NAMED = 10;

export interface FindSegmentUsesDeps {
  campaigns: Pick<CampaignRepository, 'findOfSegment'>;
}

/** Which campaigns are to be launched with a segment, or are under way with it. */
export async function findSegmentUses({ campaigns }: FindSegmentUsesDeps, id: SegmentId): Promise<CampaignUses> {
  const found = await campaigns.findOfSegment(id, openCampaignStatuses, NAMED + 1);
  return { items: found.slice(0, NAMED).map(({ id: campaignId, name, status }) => ({ id: campaignId, name, status })), more: found.length > NAMED };
}

/** `“Spring” (draft), “Autumn” (running) and others`. */
export function nameUses({ items, more }: CampaignUses): string {
  return items.map(({ name, status }) => `“${name}” (${status})`).join(', ') + (more ? ' and others' : '');
}
