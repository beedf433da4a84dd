import type { NotificationRepository, OccurrenceRepository } from '@carillon/db';
import { HAS_MESSAGE, type CreateNotification, type Exclusion, type IdSource, type NotificationId, type OccurrenceKey, type User } from '@carillon/domain';
import type { JobResult } from '@carillon/queue';
import type { MessageLinks, RenderedContent } from '@carillon/templates';
import type { OccurrenceDefinition, OccurrencePayload } from '../define-rule-jobs.ts';
import { recordNotification, type RecordNotificationDeps } from '../notification/record-notification.ts';
import type { RunReporter } from '../run-reporter.ts';

/** What a reminder says, and to whom: a template and what fills it. */
export interface ReminderEmail {
  kind: 'email';
  user: Pick<User, 'id' | 'timeZone'>;
  template: string;
  data: NonNullable<CreateNotification['data']>;
  category: string;
  to: string;
}

export interface PerformOccurrenceDeps extends RecordNotificationDeps {
  notifications: Pick<NotificationRepository, 'find' | 'insert' | 'markEnqueued' | 'transition'>;
  occurrences: Pick<OccurrenceRepository, 'claim' | 'find' | 'settle'>;
  runs: Pick<RunReporter, 'settled'>;
  ids: Pick<IdSource, 'notification'>;
  /** Throws a CarillonError when the template is gone, or can not be filled with this data. */
  renderContent(id: NotificationId, wanted: Pick<CreateNotification, 'template' | 'data'>): Promise<RenderedContent>;
  links: Pick<MessageLinks, 'finish'>;
}

/** What is to be done for an occurrence that is still wanted. */
export interface OccurrencePlan {
  /** Changes the world before the user is told; can be repeated. An answer means: stop, for this reason. */
  act?(): Promise<Exclusion | null>;
  /** What the user is told, or why not. */
  message: ReminderEmail | Exclusion;
  /** Notes elsewhere that the message is on its way; can be repeated. */
  noteDone?(notificationId: NotificationId): Promise<void>;
}

/**
 * Carries out one occurrence, once: claim it, act, record its notification, settle it. Every step can be repeated under the
 * same notification id, so that a crash between two of them is made good by the next try, and two workers at once end up
 * with one message.
 */
export async function performOccurrence(job: OccurrenceDefinition, payload: OccurrencePayload, deps: PerformOccurrenceDeps, { act, message, noteDone }: OccurrencePlan): Promise<JobResult> {
  const key = keyOf(job, payload);
  const { notificationId, state, runId } = await deps.occurrences.claim(key, { userId: payload.userId, notificationId: deps.ids.notification(), runId: payload.runId, parameters: payload.parameters });
  if (state !== 'claimed') {
    // Its own job once more, after a crash: its run has counted it.
    if (runId !== payload.runId) await deps.runs.settled(payload.runId, { kind: 'skipped', reason: state === 'notified' ? HAS_MESSAGE : 'skipped before' });
    return { outcome: 'skipped', reason: 'it has happened before' };
  }
  const refusal = (await act?.()) ?? null;
  if (refusal !== null) return skipOccurrence(job, payload, deps, refusal);
  if (message.kind === 'excluded') return skipOccurrence(job, payload, deps, message);

  const { content: rendered, template } = await deps.renderContent(notificationId, message);
  const content = deps.links.finish(rendered, { userId: message.user.id, category: message.category, logId: notificationId }, null);
  await recordNotification(deps, {
    id: notificationId, channel: 'email', to: message.to, userId: message.user.id, timeZone: message.user.timeZone, occurrence: { subjectId: key.subjectId, slot: key.slot },
    content, category: message.category, rule: key.rule, template, tags: [], priority: 'normal', sendAt: null,
    requestedBy: { kind: 'rule', id: key.rule, name: key.rule }, requestId: payload.runId, idempotencyKey: null,
  });
  await noteDone?.(notificationId);
  if (await deps.occurrences.settle(key, { state: 'notified', reason: null, runId: payload.runId })) await deps.runs.settled(payload.runId, { kind: 'notified' });
  return { outcome: 'notified' };
}

/**
 * Ends an occurrence that is no longer wanted. One that was claimed before is settled, and what was logged for it is skipped
 * there with the reason, unless it is on its way already.
 */
export async function skipOccurrence(job: OccurrenceDefinition, payload: OccurrencePayload, { occurrences, notifications, runs }: PerformOccurrenceDeps, { code, reason }: Exclusion): Promise<JobResult> {
  const key = keyOf(job, payload);
  const occurrence = await occurrences.find(key);
  if (occurrence?.state === 'claimed') {
    const logged = await notifications.find(occurrence.notificationId);
    const skipped = logged === null || (await notifications.transition(logged.id, 'skipped', { reason })) !== null;
    await occurrences.settle(key, { state: skipped ? 'skipped' : 'notified', reason: skipped ? reason : null, runId: payload.runId });
    await runs.settled(payload.runId, skipped ? { kind: 'skipped', reason: code } : { kind: 'notified' });
    return skipped ? { outcome: 'skipped', reason } : { outcome: 'notified' };
  }
  // Settled by its own job, which is here once more after a crash: its run has counted it.
  if (occurrence?.runId !== payload.runId) await runs.settled(payload.runId, { kind: 'skipped', reason: code });
  return { outcome: 'skipped', reason };
}

function keyOf(job: OccurrenceDefinition, { subjectId, slot }: OccurrencePayload): OccurrenceKey {
  return { rule: job.name, subjectId, slot };
}
