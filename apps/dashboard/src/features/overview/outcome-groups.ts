import { unsettledStatuses, type NotificationStatus, type StatusCounts } from '@carillon/domain';

/** What a message came to, as one asks first. Shared by notifications and campaigns, so that one word counts the same states. */
export const outcomeGroups = {
  sent: ['sent', 'delivered'],
  failed: ['failed', 'bounced', 'complained'],
  unknown: ['unknown'],
  waiting: unsettledStatuses,
} as const satisfies Record<string, readonly NotificationStatus[]>;

export function sumOf(counts: StatusCounts, statuses: readonly NotificationStatus[]): number {
  return statuses.reduce((total, status) => total + (counts[status] ?? 0), 0);
}
