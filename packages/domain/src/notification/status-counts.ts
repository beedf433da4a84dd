import { NotificationStatus, type StatusCounts } from './status.ts';

/** How many are in these states together. */
export function sumOf(counts: StatusCounts, statuses: readonly NotificationStatus[] = NotificationStatus.options): number {
  return statuses.reduce((total, status) => total + (counts[status] ?? 0), 0);
}

/** What counters lack of what they should say, by state; what they have too much is below zero, and what is right is left out. */
export function findMissingCounts(counted: StatusCounts, rows: StatusCounts): StatusCounts {
  const missing = NotificationStatus.options.map((status) => [status, (rows[status] ?? 0) - (counted[status] ?? 0)] as const);
  return Object.fromEntries(missing.filter(([, by]) => by !== 0));
}
