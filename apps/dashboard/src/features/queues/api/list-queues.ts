import { QueueStatusList } from '@carillon/domain';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { useLiveEvents, usePollInterval } from '../../../lib/live/live-provider.tsx';
import { readAgain } from '../../../lib/live/read-again.ts';
import { useThrottled } from '../../../lib/live/use-throttled.ts';

export const queuesKey = ['queues'] as const;
const queuesQuery = queryOptions({ queryKey: queuesKey, queryFn: ({ signal }) => request(QueueStatusList, { url: '/queues', signal }) });

/** How many jobs they have is told by nobody: they are read again, one reading after the other. */
const REFRESH_MS = 3_000;

export function useQueues() {
  return useQuery({ ...queuesQuery, refetchInterval: REFRESH_MS });
}

/** Those that somebody paused; read again as soon as one is paused or resumed. */
export function usePausedQueues() {
  const queryClient = useQueryClient();
  const refresh = useThrottled(() => readAgain(queryClient, { queryKey: queuesKey }));
  useLiveEvents((events) => {
    if (events.some((event) => event.type === 'queue.changed')) refresh();
  });
  return useQuery({ ...queuesQuery, refetchInterval: usePollInterval(), select: ({ items }) => items.filter(({ paused }) => paused) });
}
