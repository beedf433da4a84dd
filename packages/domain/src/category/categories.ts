/** What somebody asked for by doing something, like a receipt: nobody can unsubscribe from it. */
export const TRANSACTIONAL_CATEGORY = 'transactional';
/** What operators send themselves to look at it, tagged so that it can be told from the rest. */
export const TEST_CATEGORY = 'test';
export const TEST_TAG = 'TEST';

export const PAYMENT_CATEGORY = 'payments';
export const ACCOUNT_CATEGORY = 'account';
export const VERIFICATION_CATEGORY = 'verification';
/** The categories of reminders, all of which their readers may refuse. */
export const reminderCategories: readonly string[] = [PAYMENT_CATEGORY, ACCOUNT_CATEGORY, VERIFICATION_CATEGORY];

/** The category of campaigns that name none of their own; previews of segments look at it, too, so that their numbers agree. */
export const CAMPAIGN_CATEGORY = 'campaigns';

/** Stands for every category in what a user does not want. */
export const ALL_CATEGORIES = 'all';

/** Whether its readers may unsubscribe from a category. */
export function isRefusable(category: string): boolean {
  return category !== TRANSACTIONAL_CATEGORY;
}
