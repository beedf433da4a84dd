import { Overview, type OverviewRange } from '@carillon/domain';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { useLiveEvents, usePollInterval } from '../../../lib/live/live-provider.tsx';
import { readAgain } from '../../../lib/live/read-again.ts';
import { useThrottled } from '../../../lib/live/use-throttled.ts';

/** Time alone moves the range and the lag, so that the page is read again now and then even when nothing happens. */
const IDLE_REFRESH_MS = 30_000;

/** The overview of a range, read again within a second of anything that happens. */
export function useOverview(range: OverviewRange) {
  const queryClient = useQueryClient();
  const refresh = useThrottled(() => readAgain(queryClient, { queryKey: ['overview', range] }));
  useLiveEvents((events) => {
    if (events.some((event) => event.type === 'notification.changed')) refresh();
  });
  return useQuery({
    queryKey: ['overview', range],
    queryFn: () => request(Overview, { url: '/overview', params: { range } }),
    placeholderData: keepPreviousData,
    refetchInterval: usePollInterval(IDLE_REFRESH_MS),
  });
}
