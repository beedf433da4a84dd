import { isSettled, type LiveEvent, type User, type UserTimelineEntry } from '@carillon/domain';

/**
 * Whether an event is about somebody: a message for them or to their address, or a campaign that has not come to an end with them yet, by what is `shown` of
 * them. Which recipients a campaign has moved on with, it does not tell.
 */
export function concernsUser(event: LiveEvent, { id, email }: Pick<User, 'id' | 'email'>, shown: readonly UserTimelineEntry[]): boolean {
  if (event.type === 'notification.changed') return event.notification.userId === id || event.notification.to.toLowerCase() === email.toLowerCase();
  if (event.type !== 'campaign.changed') return false;
  return shown.some((entry) => entry.kind === 'campaign' && entry.campaign?.id === event.campaign.id && (!isSettled(entry.recipient.status) || entry.campaign.status !== event.campaign.status));
}
