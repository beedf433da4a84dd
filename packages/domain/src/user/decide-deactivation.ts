import type { DeactivateUser, User } from './schema.ts';

/** `change`: deactivate; `nothing`: it was done before; `refuse`: the user came back. */
export type DeactivationDecision = { kind: 'change' } | { kind: 'nothing' } | { kind: 'refuse'; reason: string };

/** The last sign of life: an action, a login, or the day the user was added. */
export function lastSignOfLife(user: Pick<User, 'lastActiveAt' | 'lastLoginAt' | 'createdAt'>): Date {
  const instants = [user.lastActiveAt, user.lastLoginAt, user.createdAt].flatMap((instant) => (instant === null ? [] : [Date.parse(instant)]));
  return new Date(Math.max(...instants));
}

/** Only a user who gave no sign of life since `inactiveSince` may be deactivated. */
export function decideDeactivation(user: Pick<User, 'status' | 'lastActiveAt' | 'lastLoginAt' | 'createdAt'>, command: Pick<DeactivateUser, 'inactiveSince'>): DeactivationDecision {
  if (user.status === 'deactivated') return { kind: 'nothing' };
  const last = lastSignOfLife(user);
  if (last.getTime() > Date.parse(command.inactiveSince)) return { kind: 'refuse', reason: `The user was active at ${last.toISOString()}.` };
  return { kind: 'change' };
}
