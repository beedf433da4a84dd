import { randomUUID } from 'node:crypto';
import { createRedisClient, waitUntilReady } from '@carillon/queue';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createLimiterFactory } from './create-limiter.ts';

async function openLimiter(prefix: string, points: number) {
  const redis = createRedisClient({ url: inject('redisUrl'), role: 'blocking', onError: () => undefined });
  onTestFinished(() => redis.disconnect());
  // Without Redis each process counts for itself.
  await waitUntilReady(redis, 5_000);
  return createLimiterFactory({ redis, prefix })({ name: 'requests', points, seconds: 60 });
}

test('of calls that come at the same time, to two processes, exactly as many are let through as the limit says', async () => {
  const prefix = randomUUID();
  const [one, other] = [await openLimiter(prefix, 10), await openLimiter(prefix, 10)];
  const results = await Promise.all(Array.from({ length: 15 }, (_, index) => (index % 3 === 0 ? other : one).consume('ada')));
  expect(results.filter(({ allowed }) => allowed)).toHaveLength(10);
  expect(results.filter(({ allowed }) => allowed).map(({ remaining }) => remaining).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('each caller is counted alone', async () => {
  const limiter = await openLimiter(randomUUID(), 1);
  const results = await Promise.all([limiter.consume('ada'), limiter.consume('bob'), limiter.consume('ada')]);
  expect(results.map(({ allowed }) => allowed)).toEqual([true, true, false]);
});
