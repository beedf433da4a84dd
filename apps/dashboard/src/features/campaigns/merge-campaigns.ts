import type { CampaignWithStats } from '@carillon/domain';

/** Several processes tell of one campaign: what is older than what is shown stays away. */
export function newer(current: CampaignWithStats, next: CampaignWithStats): CampaignWithStats {
  return next.stats.at >= current.stats.at ? next : current;
}

/**
 * Whether what is told of a campaign can not simply be put in the place of what is shown of it: it may belong to other lists now, or seems
 * older by the clock of another process, after which nothing may follow. While a campaign runs the next word comes soon.
 */
export function mustBeRead(shown: readonly CampaignWithStats[], next: CampaignWithStats): boolean {
  if (shown.length === 0) return true;
  return shown.some((current) => current.campaign.status !== next.campaign.status || (next.campaign.status !== 'running' && newer(current, next) !== next));
}
