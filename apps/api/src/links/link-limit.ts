import { CarillonError } from '@carillon/domain';
import { addressKey } from '../http/address-key.ts';
import type { LimiterFactory } from '../middleware/create-limiter.ts';

const MINUTE = 60;

/**
 * Limits for links in mails. Good ones are counted by themselves and not by address: the servers of a mailbox provider come
 * for all of its customers from few addresses. Tries to guess one are counted by address.
 */
export function createLinkLimit(createLimiter: LimiterFactory) {
  const guesses = createLimiter({ name: 'link-guesses', points: 60, seconds: MINUTE });
  const uses = createLimiter({ name: 'link-uses', points: 30, seconds: MINUTE });
  return {
    /** Throws: `not-found` for a link that we never made, `rate-limited` when too many of those came from one address. */
    async refuse(ip: string | null): Promise<never> {
      const { allowed, resetSeconds } = await guesses.consume(addressKey(ip));
      if (!allowed) throw new CarillonError('rate-limited', 'Too many links that do not exist. Wait before the next one.', { retryAfterSeconds: resetSeconds });
      throw new CarillonError('not-found', 'This link is not one of ours, or not whole: open it from the message, or copy all of it.');
    },
    /** Whether one link may do something again; `subject` names it. */
    async mayUse(subject: string): Promise<{ allowed: boolean; resetSeconds: number }> {
      return uses.consume(subject);
    },
  };
}
export type LinkLimit = ReturnType<typeof createLinkLimit>;
