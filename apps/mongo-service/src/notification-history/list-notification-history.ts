import type { createNotificationQueries } from '@carillon/db';
import type { ListNotificationHistory, NotificationHistoryEntry, NotificationSummary, Page } from '@carillon/domain';

export interface HistoryDeps {
  notifications: Pick<ReturnType<typeof createNotificationQueries>, 'list'>;
}

/** What the notification log says of a user or an address, newest first. */
export async function listNotificationHistory({ notifications }: HistoryDeps, { userId, recipient, since, rule, ...page }: ListNotificationHistory): Promise<Page<NotificationHistoryEntry>> {
  const { items, nextCursor } = await notifications.list({ userId, recipient, from: since, rule }, page);
  return { items: items.map(toEntry), nextCursor };
}

function toEntry({ id, userId, to, category, rule, channel, subject, status, reason, createdAt, sentAt }: NotificationSummary): NotificationHistoryEntry {
  return { id, userId, recipient: to, category, rule, channel, subject, status, reason, at: createdAt, sentAt };
}
