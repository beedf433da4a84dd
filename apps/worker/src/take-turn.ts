import { burstOf, rateKeyOf } from '@carillon/domain';
import type { SendNotificationDeps } from '@carillon/jobs/handlers';
import type { TokenBucket } from '@carillon/queue';

/** Takes one turn at a provider's rate, which all workers share. */
export function createTurnTaker(bucket: Pick<TokenBucket, 'take'>): SendNotificationDeps['takeTurn'] {
  return async ({ name, ratePerSecond }) => {
    if (ratePerSecond === null) return 0;
    const { granted, retryAfterMs } = await bucket.take(rateKeyOf(name), 1, ratePerSecond, burstOf(ratePerSecond));
    return granted === 1 ? 0 : Math.max(1, retryAfterMs);
  };
}
