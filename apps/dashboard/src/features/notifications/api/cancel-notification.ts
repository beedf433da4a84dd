import { NotificationDetail } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { notificationKeys } from './notification-keys.ts';

/** Stops a notification that was not sent yet. One key makes one cancellation, however often it is sent. */
export function useCancelNotification(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (idempotencyKey: string) =>
      request(NotificationDetail, { method: 'post', url: `/notifications/${encodeURIComponent(id)}/cancel`, headers: { 'Idempotency-Key': idempotencyKey } }),
    onSuccess: (detail) => queryClient.setQueryData(notificationKeys.detail(id), detail),
  });
}
