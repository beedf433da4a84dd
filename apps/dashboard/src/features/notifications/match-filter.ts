import type { NotificationFilter, NotificationStatus, NotificationSummary } from '@carillon/domain';

/** States whose reason says what went wrong. */
const failureStatuses: readonly NotificationStatus[] = ['failed', 'unknown', 'bounced', 'complained'];

/** Whether a notification belongs in a filtered log: what the server decides for pages, decided here for live events. */
export function matchesFilter(notification: NotificationSummary, filter: NotificationFilter): boolean {
  const { status, channel, rule, category, template, tag, recipient, userId, failure, from, to, text } = filter;
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
    (failure === undefined || (failureStatuses.includes(notification.status) && notification.reason === failure)) &&
    (from === undefined || created >= Date.parse(from)) &&
    (to === undefined || created < Date.parse(to)) &&
    (text === undefined || matchesText(notification, text))
  );
}

function matchesText({ id, to, subject }: NotificationSummary, text: string): boolean {
  const wanted = text.toLowerCase();
  if (id.toLowerCase() === wanted || to.toLowerCase().startsWith(wanted)) return true;
  const words = subject.toLowerCase();
  return wanted.split(/\s+/).every((word) => words.includes(word));
}
