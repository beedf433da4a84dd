import type { NotificationFilter } from '@carillon/domain';

/** Where answers about notifications are kept. */
export const notificationKeys = {
  logs: ['notifications', 'log'] as const,
  log: (filter: NotificationFilter) => ['notifications', 'log', filter] as const,
  loaded: (filter: NotificationFilter) => ['notifications', 'loaded', filter] as const,
  head: (filter: NotificationFilter) => ['notifications', 'head', filter] as const,
  count: (filter: NotificationFilter) => ['notifications', 'count', filter] as const,
  detail: (id: string) => ['notifications', 'detail', id] as const,
  content: (id: string) => ['notifications', 'content', id] as const,
};
