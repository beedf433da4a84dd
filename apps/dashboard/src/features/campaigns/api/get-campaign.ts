import { CampaignWithStats } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { campaignKeys } from './campaign-keys.ts';
import { useFollowCampaigns } from './follow-campaigns.ts';

/** While it runs, its rate and the time left change without an event. */
const RUNNING_REFRESH_MS = 3_000;

export function useCampaign(id: string) {
  const poll = useFollowCampaigns();
  return useQuery({
    queryKey: campaignKeys.detail(id),
    queryFn: ({ signal }) => request(CampaignWithStats, { url: `/campaigns/${encodeURIComponent(id)}`, signal }),
    refetchInterval: ({ state }) => (state.data?.campaign.status === 'running' ? RUNNING_REFRESH_MS : poll),
  });
}
