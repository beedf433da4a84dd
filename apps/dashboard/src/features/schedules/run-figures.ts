import { RuleName, type Run } from '@carillon/domain';

/** Why subjects were left out, by the sweep or when their turn came, most frequent first. */
export function skipReasons({ skipped, skippedLater }: Pick<Run, 'skipped' | 'skippedLater'>): { reason: string; count: number }[] {
  const totals = new Map<string, number>();
  for (const [reason, count] of [...Object.entries(skipped), ...Object.entries(skippedLater)]) totals.set(reason, (totals.get(reason) ?? 0) + count);
  return [...totals].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
}

/** How many of the run's jobs have not come to an end yet. What maintenance enqueues is other people's, and nobody tells it of their end. */
export function jobsPending({ schedule, enqueued, notified, failed, skippedLater }: Pick<Run, 'schedule' | 'enqueued' | 'notified' | 'failed' | 'skippedLater'>): number {
  if (!RuleName.safeParse(schedule).success) return 0;
  return enqueued - notified - failed - Object.values(skippedLater).reduce((sum, count) => sum + count, 0);
}
