import { groupCalls } from '@carillon/domain';
import type { Redis } from '@carillon/queue';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { shareOut, type LimitResult } from './share-out.ts';

const MOST_TOGETHER = 500;

export interface Limiter {
  consume(key: string): Promise<LimitResult>;
  reset(key: string): Promise<void>;
}

export type LimiterFactory = (limit: { name: string; points: number; seconds: number }) => Limiter;

/**
 * Limits of `points` per `seconds`, counted in Redis for all API processes together. While Redis is away each process
 * counts for itself: limits get looser then, but they never vanish and never refuse everybody. Calls that come at the same
 * time are counted in one round trip per key, each exactly once.
 */
export function createLimiterFactory({ redis, prefix }: { redis: Redis; prefix: string }): LimiterFactory {
  return ({ name, points, seconds }) => {
    const options = { keyPrefix: `${prefix}:limit:${name}`, points, duration: seconds };
    const limiter = new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true, insuranceLimiter: new RateLimiterMemory(options) });
    const consume = groupCalls<string, LimitResult>({
      most: MOST_TOGETHER,
      async run(keys) {
        const told = new Map<string, Iterator<LimitResult, undefined>>();
        await Promise.all(
          [...new Set(keys)].map(async (key) => {
            const calls = keys.filter((other) => other === key).length;
            told.set(key, shareOut(await count(limiter, key, calls), points, calls).values());
          }),
        );
        return keys.flatMap((key) => told.get(key)?.next().value ?? []);
      },
    });
    return {
      consume,
      async reset(key) {
        await limiter.delete(key);
      },
    };
  };
}

/** A refusal has counted, too. */
async function count(limiter: RateLimiterRedis, key: string, calls: number): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key, calls);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return refusal;
    throw refusal;
  }
}
