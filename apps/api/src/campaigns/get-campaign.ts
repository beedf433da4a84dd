import type { CampaignRecord, CampaignRepository } from '@carillon/db';
import { CarillonError, type CampaignId, type CampaignWithStats } from '@carillon/domain';
import { readStats, type ReadStatsDeps } from '@carillon/jobs/campaigns';

export interface GetCampaignDeps extends ReadStatsDeps {
  campaigns: Pick<CampaignRepository, 'find'>;
}

/** Throws `not-found`. */
export async function findCampaign({ campaigns }: Pick<GetCampaignDeps, 'campaigns'>, id: CampaignId): Promise<CampaignRecord> {
  const record = await campaigns.find(id);
  if (record === null) throw new CarillonError('not-found', `There is no campaign ${id}.`);
  return record;
}

/** One campaign with where it stands. Throws `not-found`. */
export async function getCampaign(deps: GetCampaignDeps, id: CampaignId): Promise<CampaignWithStats> {
  const { campaign } = await findCampaign(deps, id);
  const [withStats] = await readStats([campaign], deps);
  if (withStats === undefined) throw new Error('A campaign has no stats');
  return withStats;
}
