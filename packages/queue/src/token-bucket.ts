import type { Redis } from './connection.ts';

/** What a bucket gave. `retryAfterMs`: when the next token is there; 0 when everything asked for was granted. */
export interface TokenGrant {
  granted: number;
  retryAfterMs: number;
}

/** Shares a rate among all processes: whoever takes, takes from the same bucket. Every call rejects while Redis is away. */
export interface TokenBucket {
  /**
   * Takes up to `wanted` tokens of the bucket `key`, which fills at `ratePerSecond` up to `burst`. A new bucket is full.
   * Throws a RangeError for a rate or burst that would never give a token.
   */
  take(key: string, wanted: number, ratePerSecond: number, burst: number): Promise<TokenGrant>;
  /** Tokens that are there now, without taking any. */
  peek(key: string, ratePerSecond: number, burst: number): Promise<number>;
}

/**
 * One round trip, one atomic script. Fractions of tokens are kept, so that a slow rate is met exactly; the clock is that
 * of Redis, so that the clocks of the processes do not matter. A bucket that is full again is forgotten.
 */
const SCRIPT = `
local wanted, rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + clock[2] / 1000
local stored = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = math.min(burst, (tonumber(stored[1]) or burst) + math.max(0, now - (tonumber(stored[2]) or now)) * rate / 1000)
local granted = math.min(wanted, math.floor(tokens))
if granted > 0 then
  tokens = tokens - granted
  redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'at', string.format('%.3f', now))
  redis.call('PEXPIRE', KEYS[1], math.ceil((burst - tokens) * 1000 / rate) + 1000)
end
local missing = 0
if granted < wanted then missing = math.ceil((math.floor(tokens) + 1 - tokens) * 1000 / rate) end
return { granted, missing, string.format('%.6f', tokens) }
`;

export function createTokenBucket({ client, prefix }: { client: Redis; prefix: string }): TokenBucket {
  async function run(key: string, wanted: number, ratePerSecond: number, burst: number): Promise<{ granted: number; retryAfterMs: number; tokens: number }> {
    if (!(ratePerSecond > 0) || !(burst >= 1)) throw new RangeError(`A bucket of ${burst} that fills at ${ratePerSecond} per second never gives a token`);
    const answer = await client.eval(SCRIPT, 1, `${prefix}:token-bucket:${key}`, wanted, ratePerSecond, burst);
    const [granted, retryAfterMs, tokens] = Array.isArray(answer) ? answer.map(Number) : [];
    return { granted: granted ?? 0, retryAfterMs: retryAfterMs ?? 0, tokens: tokens ?? 0 };
  }

  return {
    async take(key, wanted, ratePerSecond, burst) {
      const { granted, retryAfterMs } = await run(key, wanted, ratePerSecond, burst);
      return { granted, retryAfterMs };
    },
    peek: async (key, ratePerSecond, burst) => (await run(key, 0, ratePerSecond, burst)).tokens,
  };
}
