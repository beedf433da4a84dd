import { useQueryClient } from '@tanstack/react-query';
import { useLiveEvents, useLiveGap } from '../../../lib/live/live-provider.tsx';
import { updateRows, type LogPages } from '../merge-rows.ts';
import { notificationKeys } from './notification-keys.ts';

const kept = { queryKey: notificationKeys.logs, type: 'inactive' } as const;

/** Keeps logs true that are not on screen but will be shown again on Back, or forgets them when it can not. */
export function useKeepLogs(): void {
  const queryClient = useQueryClient();
  useLiveEvents((events) => {
    const news = events.flatMap((event) => (event.type === 'notification.changed' ? [event.notification] : []));
    if (news.length > 0) queryClient.setQueriesData<LogPages>(kept, (log) => log && updateRows(log, news));
  });
  useLiveGap(() => queryClient.removeQueries(kept));
}
