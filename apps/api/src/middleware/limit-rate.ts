import { CarillonError } from '@carillon/domain';
import { actorKey } from '../http/actor.ts';
import { addressKey } from '../http/address-key.ts';
import type { ApiGuards } from '../http/guards.ts';
import type { LimiterFactory } from './create-limiter.ts';

const WINDOW_SECONDS = 60;

/**
 * Counts each request against its caller: operator, key, or address for strangers. Tells the state in the fields of
 * draft-ietf-httpapi-ratelimit-headers-08, and `Retry-After` when it refuses.
 */
export function createRateLimit(createLimiter: LimiterFactory, perMinute: number): ApiGuards['limitRate'] {
  const limiter = createLimiter({ name: 'requests', points: perMinute, seconds: WINDOW_SECONDS });
  return async (request, response, actor) => {
    const result = await limiter.consume(actor === null ? addressKey(request.ip ?? null) : actorKey(actor));
    response.setHeader('ratelimit-policy', `"default";q=${perMinute};w=${WINDOW_SECONDS}`);
    response.setHeader('ratelimit', `"default";r=${result.remaining};t=${result.resetSeconds}`);
    if (!result.allowed) {
      throw new CarillonError('rate-limited', `More than ${perMinute} requests in a minute.`, { retryAfterSeconds: result.resetSeconds });
    }
  };
}
