import { ALL_CATEGORIES } from '../category/categories.ts';
import type { User } from './schema.ts';

/** Whether the user may be sent messages of a category. */
export function wantsCategory(user: Pick<User, 'unsubscribedFrom'>, category: string): boolean {
  return !user.unsubscribedFrom.some((unwanted) => unwanted === category || unwanted === ALL_CATEGORIES);
}
