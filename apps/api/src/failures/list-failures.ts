import type { NotificationRepository } from '@carillon/db';
import { failuresGrouped, type FailureFilter, type FailureGroups } from '@carillon/domain';

const MOST_GROUPS = 100;

/** What failed, by reason. */
export async function listFailures({ notifications }: { notifications: Pick<NotificationRepository, 'findFailureGroups'> }, filter: FailureFilter): Promise<FailureGroups> {
  const { items, ...cut } = await notifications.findFailureGroups(filter, { newest: failuresGrouped, limit: MOST_GROUPS });
  return { items: items.map((group) => ({ ...group, lastAt: group.lastAt.toISOString() })), ...cut };
}
