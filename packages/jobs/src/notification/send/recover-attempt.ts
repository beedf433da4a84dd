import type { NotificationRepository } from '@carillon/db';
import { recoverLostAttempt, type Clock, type NotificationDetail } from '@carillon/domain';

/**
 * Ends an attempt whose lease ran out. If it is tried again, that may be at once by everybody's clock: this worker's may be the one that is ahead,
 * and the message was due when it was claimed. Null: somebody else did, or its worker came back in time. */
export function recoverAttempt(notification: NotificationDetail, deps: { notifications: Pick<NotificationRepository, 'finishAttempt'>; clock: Clock }): Promise<NotificationDetail | null> {
  const { event, reason } = recoverLostAttempt(notification);
  return deps.notifications.finishAttempt(
    notification.id,
    notification.attemptCount,
    event,
    { outcome: 'abandoned', code: null, text: null, reason, providerMessageId: null },
    { dueBy: deps.clock.now() },
  );
}
