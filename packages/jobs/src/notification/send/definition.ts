import { NotificationId, type NotificationPriority, type NotificationSummary } from '@carillon/domain';
import { defineJob, type JobRequest } from '@carillon/queue';
import { z } from 'zod';

const Payload = z.strictObject({ notificationId: NotificationId });

/** Hands one notification to its channel. One job per notification: its id is the log's id. */
export const notificationSend = defineJob({
  name: 'notification.send',
  queue: 'notification',
  payload: Payload,
  attempts: 8,
  backoffMs: 1_000,
  jobId: ({ notificationId }) => notificationId,
});

const priorities: Record<NotificationPriority, number> = { high: 0, normal: 5, low: 10 };

/** The job for a notification as it stands in the log: delayed until it is due, ordered by its priority. */
export function sendRequestFor(
  notification: Pick<NotificationSummary, 'id' | 'priority' | 'nextAttemptAt'>,
  now: Date,
  requestId: string | null,
): JobRequest<z.infer<typeof Payload>> {
  const delayMs = notification.nextAttemptAt === null ? 0 : Math.max(0, Date.parse(notification.nextAttemptAt) - now.getTime());
  return { payload: { notificationId: notification.id }, delayMs, priority: priorities[notification.priority], requestId };
}
