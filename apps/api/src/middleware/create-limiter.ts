import type { Redis } from '@carillon/queue';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

export interface LimitResult {
  allowed: boolean;
  remaining: number;
  /** Seconds until the count starts anew. */
  resetSeconds: number;
}

export interface Limiter {
  consume(key: string): Promise<LimitResult>;
  reset(key: string): Promise<void>;
}

export type LimiterFactory = (limit: { name: string; points: number; seconds: number }) => Limiter;

/**
 * Limits of `points` per `seconds`, counted in Redis for all API processes together. While Redis is away each process
 * counts for itself: limits get looser then, but they never vanish and never refuse everybody.
 */
export function createLimiterFactory({ redis, prefix }: { redis: Redis; prefix: string }): LimiterFactory {
  return ({ name, points, seconds }) => {
    const options = { keyPrefix: `${prefix}:limit:${name}`, points, duration: seconds };
    const limiter = new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true, insuranceLimiter: new RateLimiterMemory(options) });
    return {
      async consume(key) {
        try {
          return toResult(true, await limiter.consume(key));
        } catch (refusal) {
          if (refusal instanceof RateLimiterRes) return toResult(false, refusal);
          throw refusal;
        }
      },
      async reset(key) {
        await limiter.delete(key);
      },
    };
  };
}

function toResult(allowed: boolean, result: RateLimiterRes): LimitResult {
  return { allowed, remaining: result.remainingPoints, resetSeconds: Math.ceil(result.msBeforeNext / 1_000) };
}
