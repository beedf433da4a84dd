import type { NotificationRepository } from '@carillon/db';
import {
  AcceptedNotification,
  CreateNotification,
  ListNotificationsQuery,
  NotificationContent,
  NotificationDetail,
  NotificationFilter,
  NotificationId,
  NotificationPage,
  RowCount,
} from '@carillon/domain';
import { z } from 'zod';
import { defineRoute, type Route } from '../http/route.ts';
import { IdempotencyHeaders } from '../idempotency/idempotency-headers.ts';
import { acceptNotification, type AcceptNotificationDeps } from './accept-notification.ts';
import { cancelNotification } from './cancel-notification.ts';
import { exportNotifications } from './export-notifications.ts';
import { getNotification, getNotificationContent } from './get-notification.ts';
import { retryNotification, type ChangeNotificationDeps } from './retry-notification.ts';

const COUNT_CAP = 10_000;
const tag = 'Notifications';
const base = '/api/v1/notifications';
const params = z.strictObject({ id: NotificationId });

export type NotificationsDeps = AcceptNotificationDeps & ChangeNotificationDeps & { notifications: NotificationRepository; contents: { find(id: string): Promise<NotificationContent | null> } };

export function createNotificationsRouter(deps: NotificationsDeps): Route[] {
  /** The same handler under two addresses: the API's own, and the original one. */
  const create = (path: string, operation: string) =>
    defineRoute({
      method: 'post', path, operation, tag, summary: 'Accept a notification', access: 'notifications:write', status: 202,
      description: 'Answers as soon as the notification is on disk: from then on it is sent, or its log says why not. Send an Idempotency-Key to be able to repeat the request safely.',
      request: { headers: IdempotencyHeaders, body: CreateNotification },
      response: AcceptedNotification,
      handle: async (context, { headers, body }) => {
        const accepted = await acceptNotification(deps, context, { input: body, tags: [], idempotencyKey: headers['idempotency-key'] ?? null });
        return { body: accepted, headers: { location: `${base}/${accepted.id}` } };
      },
    });

  return [
    create(base, 'createNotification'),
    create('/notification', 'createNotificationByOriginalPath'),
    defineRoute({
      method: 'get', path: base, operation: 'listNotifications', tag, summary: 'The notification log, newest first', access: 'notifications:read',
      request: { query: ListNotificationsQuery },
      response: NotificationPage,
      handle: async (_context, { query: { limit, cursor, ...filter } }) => ({ body: await deps.notifications.list(filter, { limit, cursor }) }),
    }),
    defineRoute({
      method: 'get', path: `${base}/count`, operation: 'countNotifications', tag, summary: 'How many notifications a filter has', access: 'notifications:read',
      request: { query: NotificationFilter },
      response: RowCount,
      handle: async (_context, { query }) => ({ body: await deps.notifications.count(query, COUNT_CAP) }),
    }),
    defineRoute({
      method: 'get', path: `${base}/export.csv`, operation: 'exportNotifications', tag, summary: 'Every row of a filter as CSV', access: 'notifications:read', contentType: 'text/csv; charset=utf-8',
      request: { query: NotificationFilter },
      response: z.string(),
      handle: ({ signal }, { query }) => ({ stream: (response) => exportNotifications(deps, query, response, signal) }),
    }),
    defineRoute({
      method: 'get', path: `${base}/:id`, operation: 'getNotification', tag, summary: 'One notification with its attempts and timeline', access: 'notifications:read',
      request: { params },
      response: NotificationDetail,
      handle: async (_context, { params: { id } }) => ({ body: await getNotification(deps, id) }),
    }),
    defineRoute({
      method: 'get', path: `${base}/:id/content`, operation: 'getNotificationContent', tag, summary: 'What it says, as rendered when it was accepted', access: 'notifications:read',
      request: { params },
      response: NotificationContent,
      handle: async (_context, { params: { id } }) => ({ body: await getNotificationContent(deps, id) }),
    }),
    defineRoute({
      method: 'post', path: `${base}/:id/retry`, operation: 'retryNotification', tag, summary: 'Try a failed or unknown notification again', access: 'notifications:write',
      request: { params },
      response: NotificationDetail,
      handle: async (context, { params: { id } }) => ({ body: await retryNotification(deps, context, id) }),
    }),
    defineRoute({
      method: 'post', path: `${base}/:id/cancel`, operation: 'cancelNotification', tag, summary: 'Stop a notification that has not left yet', access: 'notifications:write',
      request: { params },
      response: NotificationDetail,
      handle: async (context, { params: { id } }) => ({ body: await cancelNotification(deps, context, id) }),
    }),
  ];
}
