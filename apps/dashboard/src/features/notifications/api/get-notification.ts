import { NotificationDetail } from '@carillon/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { useLiveEvents, usePollInterval } from '../../../lib/live/live-provider.tsx';
import { readAgain } from '../../../lib/live/read-again.ts';
import { useThrottled } from '../../../lib/live/use-throttled.ts';
import { notificationKeys } from './notification-keys.ts';

/** One notification with its attempts and timeline. Its state follows at once, the rest is read again. */
export function useNotification(id: string) {
  const queryClient = useQueryClient();
  const key = notificationKeys.detail(id);
  const refresh = useThrottled(() => readAgain(queryClient, { queryKey: key }));
  useLiveEvents((events) => {
    const changes = events.flatMap((event) => (event.type === 'notification.changed' && event.notification.id === id ? [event.notification] : []));
    const latest = changes.at(-1);
    if (latest === undefined) return;
    queryClient.setQueryData<NotificationDetail>(key, (current) => (current !== undefined && latest.updatedAt >= current.updatedAt ? { ...current, ...latest } : current));
    refresh();
  });
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => request(NotificationDetail, { url: `/notifications/${encodeURIComponent(id)}`, signal }),
    refetchInterval: usePollInterval(),
  });
}
