import type { NotificationRepository } from '@carillon/db';
import { recoverLostAttempt, type Clock, type NotificationDetail } from '@carillon/domain';

/** Ends an attempt whose lease ran out. Null: somebody else did, or its worker came back in time. */
export function recoverAttempt(notification: NotificationDetail, deps: { notifications: Pick<NotificationRepository, 'finishAttempt'>; clock: Clock }): Promise<NotificationDetail | null> {
  const { event, reason } = recoverLostAttempt(notification);
  return deps.notifications.finishAttempt(
    notification.id,
    notification.attemptCount,
    event,
    { outcome: 'abandoned', code: null, text: null, reason, providerMessageId: null },
    { dueAt: deps.clock.now() },
  );
}
