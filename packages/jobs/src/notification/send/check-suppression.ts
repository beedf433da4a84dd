import type { NotificationRepository, SuppressionRepository } from '@carillon/db';
import type { NotificationDetail } from '@carillon/domain';
import type { JobResult } from '@carillon/queue';

export interface CheckSuppressionDeps {
  notifications: Pick<NotificationRepository, 'transition'>;
  suppressions: Pick<SuppressionRepository, 'isSuppressed'>;
}

const reason = 'The address is on the suppression list: it bounced, its owner complained, or an operator put it there.';

/** Nothing leaves to an address on the suppression list, whoever asks for it. Null: it may leave. */
export async function checkSuppression({ id, to }: NotificationDetail, { notifications, suppressions }: CheckSuppressionDeps): Promise<JobResult | null> {
  if (!(await suppressions.isSuppressed(to))) return null;
  const suppressed = await notifications.transition(id, 'suppressed', { reason });
  return { outcome: 'suppressed', reason: suppressed === null ? 'its state changed meanwhile' : reason };
}
