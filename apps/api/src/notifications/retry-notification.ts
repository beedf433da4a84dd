import type { NotificationRepository } from '@carillon/db';
import { CarillonError, nextStatus, type Clock, type NotificationDetail } from '@carillon/domain';
import { enqueueNotification, type RecordNotificationDeps } from '@carillon/jobs/notifications';
import type { AuditedChange, AuditTrail } from '../audit/audit-trail.ts';
import type { RequestContext } from '../http/route.ts';
import { getNotification } from './get-notification.ts';

export interface ChangeNotificationDeps extends Pick<RecordNotificationDeps, 'queue' | 'logger' | 'maxAttempts'> {
  notifications: Pick<NotificationRepository, 'find' | 'transition' | 'markEnqueued'>;
  audit: AuditTrail;
  clock: Clock;
}

/** An operator wants it tried again: a new round of attempts, with the same content. Throws `conflict` unless it failed, or nobody knows. */
export async function retryNotification(deps: ChangeNotificationDeps, context: RequestContext, id: string): Promise<NotificationDetail> {
  const before = await getNotification(deps, id);
  const change: AuditedChange = { action: 'notification.retried', subject: { kind: 'notification', id }, changes: { from: before.status } };
  return deps.audit.record(context, change, async () => {
    const retried =
      nextStatus(before.status, 'retry-requested') === null
        ? null
        : await deps.notifications.transition(id, 'retry-requested', {
            by: context.actor.requester,
            dueAt: deps.clock.now(),
            maxAttempts: before.attemptCount + deps.maxAttempts,
          });
    if (retried === null) throw new CarillonError('conflict', `Only a failed or unknown notification can be tried again; this one is ${before.status}.`);
    await enqueueNotification(deps, context.requestId, { ...retried, nextAttemptAt: null });
    return retried;
  });
}
