import { CarillonError, type OperatorId } from '@carillon/domain';
import { addressKey } from '../http/address-key.ts';
import type { LimiterFactory } from '../middleware/create-limiter.ts';

const POINTS = 10;
const SECONDS = 900;

export type AttemptLimit = ReturnType<typeof createAttemptLimit>;

/**
 * Tries to sign in: ten per account and address in a quarter of an hour, and a hundred per address whatever the account.
 * Not per account alone, since then anybody could lock anybody out.
 */
export function createAttemptLimit(createLimiter: LimiterFactory) {
  const perAccount = createLimiter({ name: 'sign-in-account', points: POINTS, seconds: SECONDS });
  const perAddress = createLimiter({ name: 'sign-in-address', points: 100, seconds: SECONDS });
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

export type PasswordCheckLimit = ReturnType<typeof createPasswordCheckLimit>;

/**
 * Tries of somebody who is signed in to name their present password: ten per operator in a quarter of an hour, from wherever. Whoever has taken
 * over a session must not guess faster than a stranger; signing in is counted apart, so that this locks nobody out.
 */
export function createPasswordCheckLimit(createLimiter: LimiterFactory) {
  const perOperator = createLimiter({ name: 'password-check', points: POINTS, seconds: SECONDS });
  return {
    /** Throws `rate-limited` when there were too many. */
    async count(operatorId: OperatorId): Promise<void> {
      const { allowed, resetSeconds } = await perOperator.consume(operatorId);
      if (!allowed) throw new CarillonError('rate-limited', 'The present password was wrong too often. Wait before the next try.', { retryAfterSeconds: resetSeconds });
    },
    forget: (operatorId: OperatorId) => perOperator.reset(operatorId),
  };
}
