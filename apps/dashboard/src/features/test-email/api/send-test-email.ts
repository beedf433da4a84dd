import { AcceptedNotification, type CreateTestEmail } from '@carillon/domain';
import { useMutation } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

/** Sends a test e-mail. The same key never makes a second mail, however often the request is repeated. */
export function useSendTestEmail() {
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: { body: CreateTestEmail; idempotencyKey: string }) =>
      request(AcceptedNotification, { method: 'post', url: '/test-emails', data: body, headers: { 'Idempotency-Key': idempotencyKey } }),
  });
}
