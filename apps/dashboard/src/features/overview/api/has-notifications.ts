import { NotificationPage } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

/** Whether there ever was a notification, or whether this installation is new. */
export function useHasNotifications({ enabled }: { enabled: boolean }) {
  return useQuery({
    queryKey: ['overview', 'has-notifications'],
    queryFn: async ({ signal }) => (await request(NotificationPage, { url: '/notifications', params: { limit: 1 }, signal })).items.length > 0,
    enabled,
  });
}
