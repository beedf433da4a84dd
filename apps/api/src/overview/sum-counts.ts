import { NotificationStatus, type StatusCounts } from '@carillon/domain';

/** Adds up counts by state; states that nothing is in are left out. */
export function sumCounts(all: readonly StatusCounts[]): StatusCounts {
  const sums = NotificationStatus.options.map((status) => [status, all.reduce((sum, counts) => sum + (counts[status] ?? 0), 0)] as const);
  return Object.fromEntries(sums.filter(([, sum]) => sum > 0));
}
