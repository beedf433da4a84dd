import { decodeCursor, encodeCursor, type CampaignRepository, type CommunicationLogRepository, type HeldBackList, type NotificationRepository } from '@carillon/db';
import type { CommunicationLog, Page, Permission, User, UserTimelineEntry } from '@carillon/domain';
import type { TimelineEvent } from './read-user-events.ts';

export interface ListTimelineDeps {
  notifications: Pick<NotificationRepository, 'list'>;
  communicationLogs: Pick<CommunicationLogRepository, 'listOfUser'>;
  campaigns: Pick<CampaignRepository, 'findTitles'>;
  listHeldBack: HeldBackList;
}
interface Row {
  id: string;
  entry: UserTimelineEntry;
}

const nothing = { items: [], nextCursor: null };

/**
 * Why did, or didn't, this person get it: the messages for the user or to the user's address, what campaigns sent, the occurrences
 * that led to no message, and `events`, newest first. Who may not read notifications or campaigns is not told of theirs. All
 * lists are sorted by time and id, so one cursor says where each goes on.
 */
export async function listTimeline(
  deps: ListTimelineDeps,
  { user, events, permissions }: { user: Pick<User, 'id' | 'email'>; events: readonly TimelineEvent[]; permissions: readonly Permission[] },
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<UserTimelineEntry>> {
  const notificationsOf = (filter: { userId: User['id'] } | { recipient: string }) => (permissions.includes('notifications:read') ? deps.notifications.list(filter, page) : nothing);
  const lists = await Promise.all([
    notificationsOf({ userId: user.id }),
    notificationsOf({ recipient: user.email }),
    permissions.includes('campaigns:read') ? deps.communicationLogs.listOfUser(user.id, page) : nothing,
    deps.listHeldBack(user.id, page),
  ]);
  const [forUser, toAddress, byCampaigns, heldBack] = lists;
  // A message for the user to the user's address is in both lists.
  const sent = new Map([...forUser.items, ...toAddress.items].map((notification) => [String(notification.id), notification]));
  const all = [
    ...[...sent].map(([id, notification]): Row => ({ id, entry: { kind: 'notification', at: notification.createdAt, notification } })),
    ...(await entriesOfCampaigns(deps, byCampaigns.items)),
    ...heldBack.items.map(({ id, ...entry }): Row => ({ id, entry })),
    ...behind(events, page.cursor),
  ].toSorted(newestFirst);
  const shown = all.slice(0, page.limit);
  const last = shown.at(-1);
  const more = all.length > shown.length || lists.some(({ nextCursor }) => nextCursor !== null);
  return { items: shown.map(({ entry }) => entry), nextCursor: more && last !== undefined ? encodeCursor(positionOf(last)) : null };
}

async function entriesOfCampaigns({ campaigns }: Pick<ListTimelineDeps, 'campaigns'>, recipients: readonly CommunicationLog[]): Promise<Row[]> {
  if (recipients.length === 0) return [];
  const titles = await campaigns.findTitles(recipients.map(({ campaignId }) => campaignId));
  return recipients.map((recipient) => ({ id: recipient.id, entry: { kind: 'campaign', at: recipient.createdAt, campaign: titles.get(recipient.campaignId) ?? null, recipient } }));
}

function behind(events: readonly TimelineEvent[], cursor: string | undefined): readonly Row[] {
  if (cursor === undefined) return events;
  const { at, id } = decodeCursor(cursor);
  return events.filter((row) => {
    const instant = Date.parse(row.entry.at);
    return instant < at.getTime() || (instant === at.getTime() && row.id < id);
  });
}

function newestFirst(one: Row, other: Row): number {
  const [first, second] = [Date.parse(one.entry.at), Date.parse(other.entry.at)];
  if (first !== second) return second - first;
  return one.id < other.id ? 1 : -1;
}

function positionOf({ id, entry }: Row) {
  return { at: new Date(entry.at), id };
}
