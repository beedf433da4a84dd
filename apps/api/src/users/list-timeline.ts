import { encodeCursor, type HeldBackList, type NotificationRepository } from '@carillon/db';
import type { Page, User, UserTimelineEntry } from '@carillon/domain';

export interface ListTimelineDeps {
  notifications: Pick<NotificationRepository, 'list'>;
  listHeldBack: HeldBackList;
}

/**
 * Why did, or didn't, this person get it: the messages to the user's address and the occurrences that led to none, newest
 * first. Both lists are sorted by time and id, so one cursor says where either goes on.
 */
export async function listTimeline(deps: ListTimelineDeps, user: Pick<User, 'id' | 'email'>, page: { limit: number; cursor?: string | undefined }): Promise<Page<UserTimelineEntry>> {
  const [sent, heldBack] = await Promise.all([deps.notifications.list({ recipient: user.email }, page), deps.listHeldBack(user.id, page)]);
  const all = [
    ...sent.items.map((notification) => ({ id: String(notification.id), entry: { kind: 'notification', at: notification.createdAt, notification } satisfies UserTimelineEntry })),
    ...heldBack.items.map(({ id, ...entry }) => ({ id, entry })),
  ].toSorted((one, other) => newestFirst(one.entry.at, other.entry.at) || newestFirst(one.id, other.id));
  const shown = all.slice(0, page.limit);
  const last = shown.at(-1);
  const more = all.length > shown.length || sent.nextCursor !== null || heldBack.nextCursor !== null;
  return { items: shown.map(({ entry }) => entry), nextCursor: more && last !== undefined ? encodeCursor({ at: new Date(last.entry.at), id: last.id }) : null };
}

function newestFirst(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? 1 : -1;
}
