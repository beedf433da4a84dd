import type { NotificationRepository } from '@carillon/db';
import type { Clock } from '@carillon/domain';
import type { JobQueue } from '@carillon/queue';
import { notificationSend, sendRequestFor } from '../../notification/send/definition.ts';
import { recoverAttempt } from '../../notification/send/recover-attempt.ts';
import type { Maintained } from '../run-maintenance.ts';

const PAGE = 200;
const MAX_PAGES = 100;

export interface ExpireLeasesDeps {
  notifications: Pick<NotificationRepository, 'findExpiredLeases' | 'finishAttempt'>;
  queue: Pick<JobQueue, 'enqueueBulk'>;
  clock: Clock;
}

export async function expireLeases(deps: ExpireLeasesDeps): Promise<Maintained> {
  let [ended, enqueued] = [0, 0];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const expired = await deps.notifications.findExpiredLeases(PAGE);
    const recovered = await Promise.all(expired.map((notification) => recoverAttempt(notification, deps)));
    const again = recovered.filter((notification) => notification?.status === 'retrying');
    await deps.queue.enqueueBulk(notificationSend, again.flatMap((notification) => (notification === null ? [] : [sendRequestFor(notification, deps.clock.now(), notification.requestId)])));
    enqueued += again.length;
    ended += recovered.filter((notification) => notification !== null).length;
    if (expired.length < PAGE) break;
  }
  return { found: ended, enqueued };
}
