import type { StatusCounts } from '@carillon/domain';

/** Adds up counts by state; states that nothing is in are left out. */
export function sumCounts(all: readonly StatusCounts[]): StatusCounts {
  const total: StatusCounts = {};
  for (const counts of all) {
    for (const [status, count] of Object.entries(counts) as [keyof StatusCounts, number][]) total[status] = (total[status] ?? 0) + count;
  }
  return Object.fromEntries(Object.entries(total).filter(([, count]) => count > 0));
}
