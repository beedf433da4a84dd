import { CarillonError, type NotificationDetail } from '@carillon/domain';
import type { AuditedChange } from '../audit/audit-trail.ts';
import type { RequestContext } from '../http/route.ts';
import { getNotification } from './get-notification.ts';
import type { ChangeNotificationDeps } from './retry-notification.ts';

/** Stops a notification that has not left yet. Throws `conflict` when it is being sent or is settled. */
export async function cancelNotification(deps: Pick<ChangeNotificationDeps, 'notifications' | 'audit'>, context: RequestContext, id: string): Promise<NotificationDetail> {
  const before = await getNotification(deps, id);
  const change: AuditedChange = { action: 'notification.cancelled', subject: { kind: 'notification', id }, changes: { from: before.status } };
  return deps.audit.record(context, change, async () => {
    const cancelled = await deps.notifications.transition(id, 'cancelled', { by: context.actor.requester, reason: `Cancelled by ${context.actor.requester.name}` });
    if (cancelled !== null) return cancelled;
    const now = await getNotification(deps, id);
    throw new CarillonError('conflict', `Only a notification that waits can be cancelled; this one is ${now.status}.`);
  });
}
