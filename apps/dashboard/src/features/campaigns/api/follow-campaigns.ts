import type { CampaignPage, CampaignWithStats } from '@carillon/domain';
import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import type { z } from 'zod';
import { useLiveEvents, usePollInterval } from '../../../lib/live/live-provider.tsx';
import { readAgain } from '../../../lib/live/read-again.ts';
import { useThrottled } from '../../../lib/live/use-throttled.ts';
import { mustBeRead, newer } from '../merge-campaigns.ts';
import { campaignKeys } from './campaign-keys.ts';

type Pages = InfiniteData<z.infer<typeof CampaignPage>>;

/** Puts campaigns on the screen as they change. Returns the interval at which they are read besides. */
export function useFollowCampaigns(): number {
  const queryClient = useQueryClient();
  const refreshLists = useThrottled(() => readAgain(queryClient, { queryKey: campaignKeys.lists }));
  const refreshDetail = useThrottled(() => readAgain(queryClient, { queryKey: campaignKeys.details }));
  useLiveEvents((events) => {
    const changed = new Map<string, CampaignWithStats>();
    for (const event of events) if (event.type === 'campaign.changed') changed.set(event.campaign.id, { campaign: event.campaign, stats: event.stats });
    if (changed.size === 0) return;
    const listed = queryClient.getQueriesData<Pages>({ queryKey: campaignKeys.lists }).flatMap(([, pages]) => pages?.pages.flatMap(({ items }) => items) ?? []);
    const inDetail = (id: string) => queryClient.getQueryData<CampaignWithStats>(campaignKeys.detail(id));
    if ([...changed].some(([id, next]) => mustBeRead(listed.filter(({ campaign }) => campaign.id === id), next))) refreshLists();
    if ([...changed].some(([id, next]) => mustBeRead([inDetail(id) ?? next], next))) refreshDetail();
    for (const [id, next] of changed) queryClient.setQueryData<CampaignWithStats>(campaignKeys.detail(id), (current) => current && newer(current, next));
    queryClient.setQueriesData<Pages>({ queryKey: campaignKeys.lists }, (pages) => pages && { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.map((item) => newer(item, changed.get(item.campaign.id) ?? item)) })) });
  });
  return usePollInterval();
}
