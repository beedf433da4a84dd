import { wantsCategory } from '../user/wants-category.ts';
import { ALL_CATEGORIES } from '../category/categories.ts';

export interface ConsentChange {
  category: string;
  wanted: boolean;
}

/**
 * What has to be recorded so that of the `listed` categories a user gets exactly the `wanted` ones; nothing, when it is so
 * already. Who wants one again after having unsubscribed from all has from then on decided about each.
 */
export function decideConsentChanges({ unsubscribedFrom }: { unsubscribedFrom: readonly string[] }, listed: readonly string[], wanted: ReadonlySet<string>): ConsentChange[] {
  const refusedAll = unsubscribedFrom.includes(ALL_CATEGORIES);
  if (refusedAll && !listed.some((category) => wanted.has(category))) return [];
  const now = [...unsubscribedFrom];
  const changes = listed
    .map((category) => ({ category, wanted: wanted.has(category) }))
    .filter((change) => change.wanted === now.includes(change.category) || (refusedAll && !change.wanted && !now.includes(change.category)));
  // The single refusals first: whoever reads in between must not take a message for wanted that is not.
  return refusedAll ? [...changes, { category: ALL_CATEGORIES, wanted: true }] : changes;
}

/** What has to be recorded so that a user gets nothing but what can not be refused. */
export function decideUnsubscribeAll({ unsubscribedFrom }: { unsubscribedFrom: readonly string[] }): ConsentChange[] {
  return unsubscribedFrom.includes(ALL_CATEGORIES) ? [] : [{ category: ALL_CATEGORIES, wanted: false }];
}

/** What has to be recorded so that a user gets no more of one category. */
export function decideUnsubscribe(user: { unsubscribedFrom: readonly string[] }, category: string): ConsentChange[] {
  return wantsCategory({ unsubscribedFrom: [...user.unsubscribedFrom] }, category) ? [{ category, wanted: false }] : [];
}
