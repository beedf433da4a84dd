import { z } from 'zod';
import { daysBefore } from '../instant/calendar.ts';
import { checkUser, userUnknown } from '../rule/check-user.ts';
import { excluded, NOT_DUE, type RuleDecision } from '../rule/decision.ts';
import { lastSignOfLife } from './decide-deactivation.ts';
import { ACCOUNT_CATEGORY } from '../category/categories.ts';
import type { User } from './schema.ts';

export const DeactivateUserParameters = z.strictObject({
  inactiveDays: z.int().min(1).max(3_650).default(90).describe('Days without a sign of life before a user may be deactivated'),
  graceDays: z.int().min(1).max(365).default(14).describe('Days that have to pass after the warning was sent'),
});
export type DeactivateUserParameters = z.infer<typeof DeactivateUserParameters>;

export interface UserDeactivationSubject {
  user: Pick<User, 'status' | 'timeZone' | 'unsubscribedFrom' | 'lastActiveAt' | 'lastLoginAt' | 'createdAt' | 'deactivationReason'> | null;
  /** When the last warning reached the mail system and did not come back; null: there is none. */
  warnedAt: Date | null;
}
export interface UserDeactivationFacts {
  /** The user must not have been active after this instant. */
  inactiveSince: Date;
}

/** What the mongo-service is told; by it a deactivation of this rule is known again. */
export const DEACTIVATION_REASON = 'No sign of life, and no answer to the warning';

/**
 * Whether a silent user is to be deactivated: only when a warning was sent during this silence, and the grace period after
 * it is over. With the `slot` of an occurrence found earlier, a user whom this rule has deactivated meanwhile still counts:
 * the message is what is left to do.
 */
export function decideUserDeactivation({ user, warnedAt }: UserDeactivationSubject, now: Date, { inactiveDays, graceDays }: DeactivateUserParameters, slot?: string): RuleDecision<UserDeactivationFacts> {
  const isOurs = slot !== undefined && user?.status === 'deactivated' && user.deactivationReason === DEACTIVATION_REASON;
  const refusal = isOurs ? null : checkUser(user, ACCOUNT_CATEGORY);
  if (refusal !== null || user === null) return refusal ?? userUnknown;
  const last = lastSignOfLife(user);
  if (slot !== undefined && slot !== slotOf(last)) return excluded('came back', `The user was active at ${last.toISOString()}.`);
  if (last > daysBefore(now, inactiveDays)) return excluded(NOT_DUE, `The user was active at ${last.toISOString()}.`);
  if (warnedAt === null || warnedAt < last) return excluded('not warned', 'No warning was delivered during this silence.');
  const dueAt = daysBefore(warnedAt, -graceDays);
  if (dueAt > now) return excluded('grace period', `The warning went out at ${warnedAt.toISOString()}; the grace period ends at ${dueAt.toISOString()}.`);
  return { kind: 'due', slot: slotOf(last), dueAt, reason: `Silent since ${last.toISOString().slice(0, 10)}, warned at ${warnedAt.toISOString().slice(0, 10)}`, facts: { inactiveSince: last } };
}

function slotOf(last: Date): string {
  return `silent.${last.getTime()}`;
}
