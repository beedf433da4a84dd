import type { NotificationRepository } from '@carillon/db';
import type { FailureFilter, FailureGroups } from '@carillon/domain';

const NEWEST = 10_000;
const MOST_GROUPS = 100;

/** What failed, by reason. */
export async function listFailures({ notifications }: { notifications: Pick<NotificationRepository, 'findFailureGroups'> }, filter: FailureFilter): Promise<FailureGroups> {
  const { items, complete } = await notifications.findFailureGroups(filter, { newest: NEWEST, limit: MOST_GROUPS });
  return { items: items.map((group) => ({ ...group, lastAt: group.lastAt.toISOString() })), complete };
}
