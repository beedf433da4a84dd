import type { Run } from '@carillon/domain';

/** Why subjects were left out, by the sweep or when their turn came, most frequent first. */
export function skipReasons({ skipped, skippedLater }: Pick<Run, 'skipped' | 'skippedLater'>): { reason: string; count: number }[] {
  const totals = new Map<string, number>();
  for (const [reason, count] of [...Object.entries(skipped), ...Object.entries(skippedLater)]) totals.set(reason, (totals.get(reason) ?? 0) + count);
  return [...totals].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
}

/** How many of the run's jobs have not come to an end yet. */
export function jobsPending({ enqueued, notified, failed, skippedLater }: Pick<Run, 'enqueued' | 'notified' | 'failed' | 'skippedLater'>): number {
  return Math.max(0, enqueued - notified - failed - Object.values(skippedLater).reduce((sum, count) => sum + count, 0));
}
