import { ALL_CATEGORIES, CAMPAIGN_CATEGORY, isRefusable, reminderCategories, wantsCategory, type User } from '@carillon/domain';

/** One line of the preferences page. */
export interface CategoryChoice {
  category: string;
  title: string;
  description: string;
  wanted: boolean;
}

const known: Record<string, { title: string; description: string }> = {
  payments: { title: 'Payments', description: 'Before a payment is due, and when one is late' },
  account: { title: 'Your account', description: 'When it has not been used for long, before it is closed' },
  verification: { title: 'Verification', description: 'When somebody waits for you to confirm something' },
  campaigns: { title: 'News and offers', description: 'What is new, now and then' },
};

/** What a user can choose: the category of the message they come from first, then reminders and campaigns, then what else is known of the user. */
export function listCategories(user: Pick<User, 'unsubscribedFrom' | 'consent'>, messageCategory: string, campaignCategories: readonly string[]): CategoryChoice[] {
  const all = [messageCategory, ...reminderCategories, CAMPAIGN_CATEGORY, ...campaignCategories, ...user.unsubscribedFrom, ...user.consent.map(({ category }) => category)];
  const names = [...new Set(all)].filter((category) => category !== ALL_CATEGORIES && isRefusable(category));
  return names.map((category) => ({ category, ...describe(category), wanted: wantsCategory(user, category) }));
}

function describe(category: string): { title: string; description: string } {
  const title = category.charAt(0).toUpperCase() + category.slice(1).replaceAll('-', ' ');
  return known[category] ?? { title, description: '' };
}
