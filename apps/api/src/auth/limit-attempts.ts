import { CarillonError } from '@carillon/domain';
import { addressKey } from '../http/address-key.ts';
import type { LimiterFactory } from '../middleware/create-limiter.ts';

export type AttemptLimit = ReturnType<typeof createAttemptLimit>;

/**
 * Tries to sign in: ten per account and address in a quarter of an hour, and a hundred per address whatever the account.
 * Not per account alone, since then anybody could lock anybody out.
 */
export function createAttemptLimit(createLimiter: LimiterFactory) {
  const perAccount = createLimiter({ name: 'sign-in-account', points: 10, seconds: 900 });
  const perAddress = createLimiter({ name: 'sign-in-address', points: 100, seconds: 900 });
  const accountKey = (email: string, ip: string | null) => `${addressKey(ip)}|${email.toLowerCase()}`;
  return {
    /** Throws `rate-limited` when there were too many. */
    async count(email: string, ip: string | null): Promise<void> {
      const results = [await perAddress.consume(addressKey(ip)), await perAccount.consume(accountKey(email, ip))];
      const refused = results.find((result) => !result.allowed);
      if (refused === undefined) return;
      throw new CarillonError('rate-limited', 'Too many tries to sign in. Wait before the next one.', { retryAfterSeconds: refused.resetSeconds });
    },
    /** After a success the account's count starts anew. */
    forget: (email: string, ip: string | null) => perAccount.reset(accountKey(email, ip)),
  };
}
