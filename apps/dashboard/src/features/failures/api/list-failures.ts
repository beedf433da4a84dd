import { FailureGroups, type FailureFilter } from '@carillon/domain';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { useLiveEvents, usePollInterval } from '../../../lib/live/live-provider.tsx';
import { readAgain } from '../../../lib/live/read-again.ts';
import { useThrottled } from '../../../lib/live/use-throttled.ts';
import { failureKeys } from './failure-keys.ts';

/** What failed, by reason; read again soon after something fails or is tried again. */
export function useFailures(filter: FailureFilter) {
  const queryClient = useQueryClient();
  const refetchInterval = usePollInterval();
  const refresh = useThrottled(() => readAgain(queryClient, { queryKey: failureKeys.groups(filter) }));
  useLiveEvents((events) => {
    if (events.some((event) => event.type === 'notification.changed')) refresh();
  });
  return useQuery({ queryKey: failureKeys.groups(filter), queryFn: ({ signal }) => request(FailureGroups, { url: '/failures', params: filter, signal }), placeholderData: keepPreviousData, refetchInterval });
}
