import { AcceptedNotification, CreateTestEmail, TEST_CATEGORY, TEST_TAG } from '@carillon/domain';
import { defineRoute, type Route } from '../http/route.ts';
import { IdempotencyHeaders } from '../idempotency/idempotency-headers.ts';
import { acceptNotification, type AcceptNotificationDeps } from '../notifications/accept-notification.ts';

export function createTestEmailsRouter(deps: AcceptNotificationDeps): Route[] {
  return [
    defineRoute({
      method: 'post', path: '/api/v1/test-emails', operation: 'sendTestEmail', tag: 'Test e-mails', summary: 'Send a template with trial data', access: 'notifications:write', status: 202,
      description: 'Travels the same road as every notification, ahead of the others; its log is tagged TEST.',
      request: { headers: IdempotencyHeaders, body: CreateTestEmail },
      response: AcceptedNotification,
      handle: async (context, { headers, body: { to, template, data } }) => {
        const accepted = await acceptNotification(deps, context, {
          input: { channel: 'email', to, template, data, category: TEST_CATEGORY, priority: 'high' },
          tags: [TEST_TAG],
          idempotencyKey: headers['idempotency-key'] ?? null,
        });
        return { body: accepted, headers: { location: `/api/v1/notifications/${accepted.id}` } };
      },
    }),
  ];
}
