import { createFailureQueries } from './failures.ts';
import { createNotificationQueries } from './queries.ts';
import { createNotificationTransitions, type NotificationTransitionsOptions } from './transitions.ts';

export function createNotificationRepository(options: NotificationTransitionsOptions) {
  return { ...createNotificationQueries(options), ...createFailureQueries(options), ...createNotificationTransitions(options) };
}
export type NotificationRepository = ReturnType<typeof createNotificationRepository>;
