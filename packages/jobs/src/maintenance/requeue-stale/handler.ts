import type { NotificationRepository } from '@carillon/db';
import { RequeueStaleParameters, type Clock } from '@carillon/domain';
import type { JobQueue } from '@carillon/queue';
import type { SweepPayload } from '../../define-rule-jobs.ts';
import { notificationSend, sendRequestFor } from '../../notification/send/definition.ts';
import type { Maintained } from '../run-maintenance.ts';

const PAGE = 500;
const MAX_PAGES = 200;
const GRACE_MS = 1_000;

export interface RequeueStaleDeps {
  notifications: Pick<NotificationRepository, 'findStale' | 'markEnqueued'>;
  queue: Pick<JobQueue, 'enqueueBulk'>;
  clock: Clock;
}

export async function requeueStale({ parameters }: Pick<SweepPayload, 'parameters'>, { notifications, queue, clock }: RequeueStaleDeps): Promise<Maintained> {
  const { recheckAfterSeconds } = RequeueStaleParameters.parse(parameters);
  let requeued = 0;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const now = clock.now();
    const stale = await notifications.findStale({ dueBefore: new Date(now.getTime() - GRACE_MS), enqueuedBefore: new Date(now.getTime() - recheckAfterSeconds * 1_000), limit: PAGE });
    await queue.enqueueBulk(notificationSend, stale.map((notification) => sendRequestFor(notification, now, null)));
    await notifications.markEnqueued(stale.map(({ id }) => id), now);
    requeued += stale.length;
    if (stale.length < PAGE) break;
  }
  return { found: requeued, enqueued: requeued };
}
