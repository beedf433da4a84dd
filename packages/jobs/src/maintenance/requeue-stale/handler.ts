import type { NotificationRepository } from '@carillon/db';
import type { Clock } from '@carillon/domain';
import type { JobQueue, JobResult } from '@carillon/queue';
import { notificationSend, sendRequestFor } from '../../notification/send/definition.ts';

const PAGE = 500;
const MAX_PAGES = 200;
/** A job that was put into Redis this long ago and is due, but has not been taken, is put there again; if it is there, nothing changes. */
const RECHECK_AFTER_MS = 120_000;
const GRACE_MS = 1_000;

export interface RequeueStaleDeps {
  notifications: Pick<NotificationRepository, 'findStale' | 'markEnqueued'>;
  queue: Pick<JobQueue, 'enqueueBulk'>;
  clock: Clock;
}

export async function requeueStale(_payload: { slot: string }, { notifications, queue, clock }: RequeueStaleDeps): Promise<JobResult> {
  let requeued = 0;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const now = clock.now();
    const stale = await notifications.findStale({ dueBefore: new Date(now.getTime() - GRACE_MS), enqueuedBefore: new Date(now.getTime() - RECHECK_AFTER_MS), limit: PAGE });
    await queue.enqueueBulk(notificationSend, stale.map((notification) => sendRequestFor(notification, now, null)));
    await notifications.markEnqueued(stale.map(({ id }) => id), now);
    requeued += stale.length;
    if (stale.length < PAGE) break;
  }
  return { outcome: 'done', reason: `requeued ${requeued}` };
}
