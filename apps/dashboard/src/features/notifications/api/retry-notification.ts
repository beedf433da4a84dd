import { NotificationDetail } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { notificationKeys } from './notification-keys.ts';

/** Sends a failed or unknown notification again. One key makes one retry, however often it is sent. */
export function useRetryNotification(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (idempotencyKey: string) =>
      request(NotificationDetail, { method: 'post', url: `/notifications/${encodeURIComponent(id)}/retry`, headers: { 'Idempotency-Key': idempotencyKey } }),
    onSuccess: (detail) => queryClient.setQueryData(notificationKeys.detail(id), detail),
  });
}
