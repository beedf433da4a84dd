import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryDelay, type RetryPolicy } from './retry-delay.ts';

const policy: RetryPolicy = { maxAttempts: 5, baseDelayMs: 1_000, maxDelayMs: 30_000, jitter: 0.5 };

describe('retryDelay', () => {
  it.each([
    ['the first failure waits the base delay', 1, 0, null, 1_000],
    ['each further one twice as long', 4, 0, null, 8_000],
    ['up to the maximum', 9, 0, null, 30_000],
    ['jitter shortens it', 2, 0.5, null, 1_500],
    ['what the provider asked for is kept', 1, 0, 60_000, 60_000],
    ['a shorter wish of the provider changes nothing', 3, 0, 10, 4_000],
  ])('%s', (_title, attempt, random, retryAfter, expected) => {
    expect(retryDelay(policy, attempt, random, retryAfter)).toBe(expected);
  });

  it('stays between half the exponential delay and the maximum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, random) => {
        const delay = retryDelay(policy, attempt, random, null);
        expect(delay).toBeGreaterThanOrEqual(500);
        expect(delay).toBeLessThanOrEqual(policy.maxDelayMs);
      }),
    );
  });
});
