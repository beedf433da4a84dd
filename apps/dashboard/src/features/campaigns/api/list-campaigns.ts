import { CampaignPage, type CampaignStatus } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';
import { campaignKeys } from './campaign-keys.ts';
import { useFollowCampaigns } from './follow-campaigns.ts';

/** Campaigns with where they stand, the newest first. */
export function useCampaigns(filter: { search: string; status: CampaignStatus | null }) {
  const refetchInterval = useFollowCampaigns();
  return useInfiniteQuery({
    ...pagedQuery(CampaignPage, { queryKey: campaignKeys.list(filter), url: '/campaigns', params: { ...filter, search: filter.search.trim(), limit: 50 } }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
}
