import type { User } from '../user/schema.ts';
import { isTimeZone } from './calendar.ts';
import { excluded, type Exclusion } from './decision.ts';

/** Why this user gets no reminder, whatever the rule; null when nothing speaks against it. */
export function checkUser(user: Pick<User, 'status' | 'timeZone'> | null): Exclusion | null {
  if (user === null) return excluded('user unknown', 'The user service does not know the user.');
  if (user.status === 'deactivated') return excluded('deactivated', 'The user is deactivated.');
  if (!isTimeZone(user.timeZone)) return excluded('time zone unknown', `${user.timeZone} is not a time zone, so nobody knows which day it is for the user.`);
  return null;
}
