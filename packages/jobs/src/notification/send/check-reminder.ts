import type { NotificationRepository, SendQuotaRepository } from '@carillon/db';
import { decideDailyCap, decideQuietHours, localDay, RuleName, type Clock, type Exclusion, type NotificationDetail, type QuietHours, type WindowDecision } from '@carillon/domain';
import { RetryAt, type JobResult } from '@carillon/queue';
import type { RunReporter } from '../../run-reporter.ts';

export interface CheckReminderDeps {
  notifications: Pick<NotificationRepository, 'transition' | 'countHeld'>;
  quotas: Pick<SendQuotaRepository, 'take'>;
  runs: Pick<RunReporter, 'heldBack'>;
  /** Asks the rule again: null, or why the message must not leave any more. */
  recheck(rule: RuleName, occurrence: { subjectId: string; slot: string }): Promise<Exclusion | null>;
  /** In the time zone of each user; null: there are none. */
  quietHours: QuietHours | null;
  /** Reminders per user and day of theirs; null: as many as there are. */
  dailyCap: number | null;
  clock: Clock;
}

/**
 * What a rule sends is looked at once more before it is claimed: skipped when it is no longer wanted, held back in quiet
 * hours and beyond the day's cap. Null: it may leave. Throws RetryAt when it is held back. What operators and REST clients
 * send is not meant here.
 */
export async function checkReminder(notification: NotificationDetail, deps: CheckReminderDeps): Promise<JobResult | null> {
  const rule = RuleName.safeParse(notification.rule);
  const { occurrence, userId, timeZone } = notification;
  if (!rule.success || occurrence === null || userId === null || timeZone === null) return null;

  const exclusion = await deps.recheck(rule.data, occurrence);
  if (exclusion !== null) return skip(notification, deps, exclusion);

  const now = deps.clock.now();
  const hours = decideQuietHours(now, timeZone, deps.quietHours);
  if (hours.kind === 'closed') return holdBack(notification, deps, hours);
  if (deps.dailyCap === null) return null;
  const mayLeave = await deps.quotas.take({ userId, day: localDay(now, timeZone), cap: deps.dailyCap, notificationId: notification.id });
  return mayLeave ? null : holdBack(notification, deps, decideDailyCap(now, timeZone, deps.dailyCap, deps.quietHours));
}

async function skip({ id }: NotificationDetail, { notifications }: CheckReminderDeps, { reason }: Exclusion): Promise<JobResult> {
  const skipped = await notifications.transition(id, 'skipped', { reason });
  return { outcome: 'skipped', reason: skipped === null ? 'its state changed meanwhile' : reason };
}

/** What a rule sends bears the id of its run. */
async function holdBack({ id, requestId }: NotificationDetail, deps: CheckReminderDeps, { until, reason }: Extract<WindowDecision, { kind: 'closed' }>): Promise<JobResult> {
  const held = await deps.notifications.transition(id, 'held', { reason, dueAt: until, heldIn: requestId });
  if (held === null) return { outcome: 'skipped', reason: 'its state changed meanwhile' };
  await noteHeldBack(held, deps);
  throw new RetryAt(until, reason);
}

/** Tells the run of a message that is held back how many are; told again by a job that comes back too early, as its worker may have died before it told. */
export async function noteHeldBack({ requestId, nextAttemptAt, timeline }: NotificationDetail, { notifications, runs }: Pick<CheckReminderDeps, 'notifications' | 'runs'>): Promise<void> {
  if (nextAttemptAt === null || timeline.at(-1)?.event !== 'held') return;
  await runs.heldBack(requestId, { until: new Date(nextAttemptAt), held: await notifications.countHeld(requestId) });
}
