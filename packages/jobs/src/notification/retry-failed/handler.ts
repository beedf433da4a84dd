import type { NotificationRepository } from '@carillon/db';
import type { Clock } from '@carillon/domain';
import type { JobQueue, JobResult } from '@carillon/queue';
import type { z } from 'zod';
import { notificationSend, sendRequestFor } from '../send/definition.ts';
import type { notificationRetryFailed } from './definition.ts';

const PAGE = 500;

export interface RetryFailedNotificationsDeps {
  notifications: Pick<NotificationRepository, 'findFailures' | 'transition' | 'markEnqueued'>;
  queue: Pick<JobQueue, 'enqueueBulk'>;
  clock: Clock;
}

/** A page at a time; what has been queued is not in these states any more, so that a repetition goes on where a crash ended it. */
export async function retryFailedNotifications(
  { filter, reasons, before, by, attempts }: z.infer<(typeof notificationRetryFailed)['payload']>,
  { notifications, queue, clock }: RetryFailedNotificationsDeps,
  { requestId }: { requestId: string | null },
): Promise<JobResult> {
  let queued = 0;
  for (;;) {
    const page = await notifications.findFailures(filter, reasons, { before: new Date(before), limit: PAGE });
    const now = clock.now();
    const moved = await Promise.all(page.map(({ id, attemptCount }) => notifications.transition(id, 'retry-requested', { by, dueAt: now, maxAttempts: attemptCount + attempts })));
    const retried = moved.filter((notification) => notification !== null);
    await queue.enqueueBulk(notificationSend, retried.map((notification) => sendRequestFor({ ...notification, nextAttemptAt: null }, now, requestId)));
    await notifications.markEnqueued(retried.map(({ id }) => id), now);
    queued += retried.length;
    if (page.length < PAGE) return { outcome: 'done', reason: `queued ${queued} once more` };
  }
}
