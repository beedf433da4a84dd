import type { CampaignPage, CampaignWithStats } from '@carillon/domain';
import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import type { z } from 'zod';
import { useLiveEvents, usePollInterval } from '../../../lib/live/live-provider.tsx';
import { useThrottled } from '../../../lib/live/use-throttled.ts';
import { campaignKeys } from './campaign-keys.ts';

type Pages = InfiniteData<z.infer<typeof CampaignPage>>;

/** Puts campaigns on the screen as they change. Returns the interval at which they are read besides. */
export function useFollowCampaigns(): number | false {
  const queryClient = useQueryClient();
  const refreshLists = useThrottled(() => void queryClient.invalidateQueries({ queryKey: campaignKeys.lists }));
  useLiveEvents((events) => {
    const changed = new Map<string, CampaignWithStats>();
    for (const event of events) if (event.type === 'campaign.changed') changed.set(event.campaign.id, { campaign: event.campaign, stats: event.stats });
    if (changed.size === 0) return;
    let known = 0;
    for (const [id, next] of changed) queryClient.setQueryData<CampaignWithStats>(campaignKeys.detail(id), (current) => current && newer(current, next));
    queryClient.setQueriesData<Pages>({ queryKey: campaignKeys.lists }, (pages) =>
      pages === undefined
        ? pages
        : {
            ...pages,
            pages: pages.pages.map((page) => ({
              ...page,
              items: page.items.map((item) => {
                const next = changed.get(item.campaign.id);
                if (next === undefined) return item;
                known += 1;
                return newer(item, next);
              }),
            })),
          },
    );
    if (known < changed.size) refreshLists();
  });
  return usePollInterval();
}

/** Several processes tell of one campaign: what is older than what is shown stays away. */
function newer(current: CampaignWithStats, next: CampaignWithStats): CampaignWithStats {
  return next.stats.at >= current.stats.at ? next : current;
}
