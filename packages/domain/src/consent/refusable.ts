import { PAYMENT_CATEGORY } from '../payment/decide-reminder.ts';
import { ACCOUNT_CATEGORY } from '../user/decide-inactivity-warning.ts';
import { VERIFICATION_CATEGORY } from '../verification/decide-verification-request.ts';

/** What somebody asked for by doing something, like a receipt: nobody can unsubscribe from it. */
export const TRANSACTIONAL_CATEGORY = 'transactional';
/** Stands for every category in what a user does not want. */
export const ALL_CATEGORIES = 'all';

/** The categories of reminders, all of which their readers may refuse. */
export const reminderCategories: readonly string[] = [PAYMENT_CATEGORY, ACCOUNT_CATEGORY, VERIFICATION_CATEGORY];

/** Whether its readers may unsubscribe from a category. */
export function isRefusable(category: string): boolean {
  return category !== TRANSACTIONAL_CATEGORY;
}
