import { NotificationContent } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { notificationKeys } from './notification-keys.ts';

/** What was rendered when the notification was accepted. It never changes. */
export function useNotificationContent(id: string) {
  return useQuery({
    queryKey: notificationKeys.content(id),
    queryFn: ({ signal }) => request(NotificationContent, { url: `/notifications/${encodeURIComponent(id)}/content`, signal }),
    staleTime: Infinity,
  });
}
