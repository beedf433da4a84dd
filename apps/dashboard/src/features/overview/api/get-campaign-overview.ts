import { CampaignOverview, type OverviewRange } from '@carillon/domain';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { useLiveEvents, usePollInterval } from '../../../lib/live/live-provider.tsx';
import { readAgain } from '../../../lib/live/read-again.ts';
import { useThrottled } from '../../../lib/live/use-throttled.ts';

/** Time alone moves the range and the rate. */
const IDLE_REFRESH_MS = 30_000;

/** What became of campaigns in a range, read again within a second of anything that happens to one. */
export function useCampaignOverview(range: OverviewRange, { enabled }: { enabled: boolean }) {
  const queryClient = useQueryClient();
  const refresh = useThrottled(() => readAgain(queryClient, { queryKey: ['overview', 'campaigns', range] }));
  useLiveEvents((events) => {
    if (enabled && events.some((event) => event.type === 'campaign.changed')) refresh();
  });
  return useQuery({
    queryKey: ['overview', 'campaigns', range],
    queryFn: () => request(CampaignOverview, { url: '/overview/campaigns', params: { range } }),
    enabled,
    placeholderData: keepPreviousData,
    refetchInterval: usePollInterval(IDLE_REFRESH_MS),
  });
}
