import { CampaignPage, type CampaignStatus } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { campaignKeys } from './campaign-keys.ts';
import { useFollowCampaigns } from './follow-campaigns.ts';

/** Campaigns with where they stand, the newest first. */
export function useCampaigns(filter: { search: string; status: CampaignStatus | null }) {
  const refetchInterval = useFollowCampaigns();
  return useInfiniteQuery({
    queryKey: campaignKeys.list(filter),
    queryFn: ({ pageParam, signal }) => request(CampaignPage, { url: '/campaigns', params: { ...filter, search: filter.search.trim(), limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval,
  });
}
