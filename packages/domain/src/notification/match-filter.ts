import { NotificationId } from '../identity/schema.ts';
import { searchTermsOf, searchWordsOf } from '../search/terms.ts';
import { noReason, type NotificationFilter, type NotificationSummary } from './schema.ts';
import { failureStatuses } from './status.ts';

/** Whether a notification belongs in a filtered log: what a query decides for pages, decided for one that came by itself. */
export function matchesFilter(notification: NotificationSummary, filter: NotificationFilter): boolean {
  const { status, channel, rule, category, template, tag, recipient, userId, paymentId, failure, from, to, search } = filter;
  const created = Date.parse(notification.createdAt);
  return (
    (status === undefined || status.includes(notification.status)) &&
    (channel === undefined || channel === notification.channel) &&
    (rule === undefined || rule === notification.rule) &&
    (category === undefined || category === notification.category) &&
    (template === undefined || template === notification.template?.name) &&
    (tag === undefined || notification.tags.includes(tag)) &&
    (recipient === undefined || recipient.toLowerCase() === notification.to.toLowerCase()) &&
    (userId === undefined || userId === notification.userId) &&
    (paymentId === undefined || paymentId === notification.paymentId) &&
    (failure === undefined || (failureStatuses.includes(notification.status) && notification.reason === (failure === noReason ? null : failure))) &&
    (from === undefined || created >= Date.parse(from)) &&
    (to === undefined || created < Date.parse(to)) &&
    (search === undefined || matchesSearch(notification, search))
  );
}

function matchesSearch({ id, to, subject }: NotificationSummary, search: string): boolean {
  const wanted = NotificationId.safeParse(search.trim());
  if (wanted.success) return wanted.data === id;
  const words = searchWordsOf(search);
  const terms = searchTermsOf(to, subject);
  return words.length > 0 && words.every((word) => terms.some((term) => term.startsWith(word)));
}
