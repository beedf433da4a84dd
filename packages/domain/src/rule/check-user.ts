import type { User } from '../user/schema.ts';
import { wantsCategory } from '../user/wants-category.ts';
import { isTimeZone } from '../instant/calendar.ts';
import { excluded, type Exclusion } from './decision.ts';

/** What reminders need to know about a user. */
export type ReminderRecipient = Pick<User, 'status' | 'timeZone' | 'unsubscribedFrom'>;

export const userUnknown: Exclusion = excluded('user unknown', 'The mongo-service does not know the user.');

/** Why this user gets no reminder of a category; null when nothing speaks against it. */
export function checkUser(user: ReminderRecipient | null, category: string): Exclusion | null {
  if (user === null) return userUnknown;
  if (user.status === 'deactivated') return excluded('deactivated', 'The user is deactivated.');
  if (!wantsCategory(user, category)) return excluded('unsubscribed', `The user does not want messages about ${category}.`);
  if (!isTimeZone(user.timeZone)) return excluded('time zone unknown', `${user.timeZone} is not a time zone, so nobody knows which day it is for the user.`);
  return null;
}
