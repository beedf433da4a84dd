import type { Clock } from '@carillon/domain';
import type { NotificationModel } from './model.ts';
import { createNotificationQueries } from './queries.ts';
import { createNotificationTransitions, type OnNotificationChange } from './transitions.ts';

export function createNotificationRepository(options: { model: NotificationModel; clock: Clock; onChange: OnNotificationChange }) {
  return { ...createNotificationQueries(options), ...createNotificationTransitions(options) };
}
export type NotificationRepository = ReturnType<typeof createNotificationRepository>;
