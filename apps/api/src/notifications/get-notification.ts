import type { NotificationContentRepository, NotificationRepository } from '@carillon/db';
import { CarillonError, type NotificationContent, type NotificationDetail } from '@carillon/domain';

/** Throws a CarillonError (`not-found`). */
export async function getNotification({ notifications }: { notifications: Pick<NotificationRepository, 'find'> }, id: string): Promise<NotificationDetail> {
  const notification = await notifications.find(id);
  if (notification === null) throw new CarillonError('not-found', `There is no notification ${id}: it never existed, or its retention has ended.`);
  return notification;
}

/** What it says, exactly as rendered when it was accepted. Throws a CarillonError (`not-found`). */
export async function getNotificationContent({ contents }: { contents: Pick<NotificationContentRepository, 'find'> }, id: string): Promise<NotificationContent> {
  const content = await contents.find(id);
  if (content === null) throw new CarillonError('not-found', `What notification ${id} says is not kept: it never existed, or its retention has ended.`);
  return content;
}
