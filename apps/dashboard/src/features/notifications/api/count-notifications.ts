import { RowCount, type NotificationFilter } from '@carillon/domain';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { useLiveEvents, usePollInterval } from '../../../lib/live/live-provider.tsx';
import { readAgain } from '../../../lib/live/read-again.ts';
import { useThrottled } from '../../../lib/live/use-throttled.ts';
import { notificationKeys } from './notification-keys.ts';

/** How many notifications match; follows what happens. */
export function useNotificationCount(filter: NotificationFilter) {
  const queryClient = useQueryClient();
  const refresh = useThrottled(() => readAgain(queryClient, { queryKey: notificationKeys.count(filter) }));
  useLiveEvents((events) => {
    if (events.some((event) => event.type === 'notification.changed')) refresh();
  });
  return useQuery({
    queryKey: notificationKeys.count(filter),
    queryFn: ({ signal }) => request(RowCount, { url: '/notifications/count', params: filter, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: usePollInterval(),
  });
}
