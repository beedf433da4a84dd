import { z } from 'zod';
import { ACCOUNT_CATEGORY } from '../category/categories.ts';
import { daysBefore } from '../instant/calendar.ts';
import { checkUser, userUnknown } from '../rule/check-user.ts';
import { excluded, NOT_DUE, type RuleDecision } from '../rule/decision.ts';
import type { User } from './schema.ts';

export const InactiveUserParameters = z.strictObject({
  inactiveDays: z.int().min(1).max(3_650).default(90).describe('Days without any activity after which the user is asked to come back'),
  loginInactiveDays: z.int().min(1).max(3_650).default(180).describe('Days without a sign-in after which the user is asked, even when there was other activity'),
  graceDays: z.int().min(1).max(365).default(14).describe('Days from the warning to the day that it announces for the deactivation'),
});
export type InactiveUserParameters = z.infer<typeof InactiveUserParameters>;

export type InactiveSubject = Pick<User, 'status' | 'timeZone' | 'unsubscribedFrom' | 'lastActiveAt' | 'lastLoginAt' | 'createdAt'>;
export interface InactiveUserFacts {
  /** What has been missing: any activity at all, or only sign-ins. Only the former leads to a deactivation. */
  basis: 'activity' | 'login';
  since: Date;
  /** The day that the warning announces; null where nothing will happen. */
  deactivatesAt: Date | null;
}

/**
 * Whether a user is to be asked to come back: once for each silence, which begins with the last activity or, when there is
 * activity without sign-ins, with the last sign-in. With a `slot` it tells whether that silence still lasts.
 */
export function decideInactivityWarning(user: InactiveSubject | null, now: Date, { inactiveDays, loginInactiveDays, graceDays }: InactiveUserParameters, slot?: string): RuleDecision<InactiveUserFacts> {
  const refusal = checkUser(user, ACCOUNT_CATEGORY);
  if (refusal !== null || user === null) return refusal ?? userUnknown;
  const activity = { basis: 'activity' as const, since: lastActivity(user), days: inactiveDays, what: 'No activity' };
  const login = { basis: 'login' as const, since: user.lastLoginAt ?? user.createdAt, days: loginInactiveDays, what: 'No sign-in' };
  const silent = [activity, login].find(({ since, days }) => Date.parse(since) <= daysBefore(now, days).getTime());
  const slotNow = silent === undefined ? null : `${silent.basis}.${Date.parse(silent.since)}`;
  if (slot !== undefined && slot !== slotNow) return excluded('came back', `The user was active at ${activity.since}.`);
  if (silent === undefined || slotNow === null) return excluded(NOT_DUE, `The user was active at ${activity.since}.`);
  return {
    kind: 'due',
    slot: slotNow,
    dueAt: daysBefore(new Date(silent.since), -silent.days),
    reason: `${silent.what} since ${silent.since.slice(0, 10)}, for ${silent.days} days or more`,
    facts: { basis: silent.basis, since: new Date(silent.since), deactivatesAt: silent.basis === 'activity' ? daysBefore(now, -graceDays) : null },
  };
}

/** A sign-in is activity, whether the service has counted it as such or not. */
function lastActivity({ lastActiveAt, lastLoginAt, createdAt }: InactiveSubject): string {
  const instants = [lastActiveAt, lastLoginAt].filter((instant) => instant !== null);
  return instants.reduce((one, other) => (Date.parse(one) > Date.parse(other) ? one : other), instants[0] ?? createdAt);
}
