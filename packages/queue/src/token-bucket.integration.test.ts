import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createRedisClient, type Redis } from './connection.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

let client: Redis;
let bucket: TokenBucket;
const prefix = `bucket_${randomBytes(6).toString('hex')}`;
const newKey = () => randomBytes(6).toString('hex');
/** Slow enough that nothing flows in while a test runs. */
const TRICKLE = 0.001;

beforeAll(async () => {
  client = createRedisClient({ url: inject('redisUrl'), role: 'blocking', onError: () => undefined });
  bucket = createTokenBucket({ client, prefix });
  await client.ping();
});
afterAll(() => client.disconnect());

describe('take', () => {
  it('a new bucket is full: it gives its burst, and not one more', async () => {
    const key = newKey();
    expect(await bucket.take(key, 4, TRICKLE, 10)).toEqual({ granted: 4, retryAfterMs: 0 });
    expect(await bucket.take(key, 100, TRICKLE, 10)).toMatchObject({ granted: 6 });
    expect(await bucket.take(key, 1, TRICKLE, 10)).toMatchObject({ granted: 0 });
  });

  it('many that take at once get no more than there is', async () => {
    const key = newKey();
    const other = createTokenBucket({ client, prefix });
    const grants = await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? bucket : other).take(key, 3, TRICKLE, 50)));
    expect(grants.reduce((sum, { granted }) => sum + granted, 0)).toBe(50);
  });

  it('says when the next token is there', async () => {
    const key = newKey();
    const { granted, retryAfterMs } = await bucket.take(key, 11, 2, 10);
    expect(granted).toBe(10);
    expect(retryAfterMs).toBeGreaterThan(0);
    expect(retryAfterMs).toBeLessThanOrEqual(500);
  });

  it('fills again at its rate, fractions included', async () => {
    const key = newKey();
    await bucket.take(key, 10, 20, 10);
    await vi.waitFor(async () => expect(await bucket.peek(key, 20, 10)).toBeGreaterThan(0.2), { timeout: 20_000 });
    await vi.waitFor(async () => expect((await bucket.take(key, 1, 20, 10)).granted).toBe(1), { timeout: 20_000 });
  });

  it('never holds more than its burst', async () => {
    const key = newKey();
    await bucket.take(key, 1, 1_000, 5);
    await vi.waitFor(async () => expect(await bucket.peek(key, 1_000, 5)).toBe(5), { timeout: 20_000 });
    expect((await bucket.take(key, 100, 1_000, 5)).granted).toBeLessThanOrEqual(6);
  });

  it('buckets do not share', async () => {
    const [one, other] = [newKey(), newKey()];
    await bucket.take(one, 5, TRICKLE, 5);
    expect((await bucket.take(other, 5, TRICKLE, 5)).granted).toBe(5);
  });

  it('a full bucket is forgotten', async () => {
    const key = newKey();
    await bucket.take(key, 1, 1_000, 5);
    expect(await client.pttl(`${prefix}:token-bucket:${key}`)).toBeGreaterThan(0);
  });

  it.each([
    ['no rate', 0, 5],
    ['no room for one token', 5, 0.5],
  ])('refuses %s', async (_title, rate, burst) => {
    await expect(bucket.take(newKey(), 1, rate, burst)).rejects.toThrow(RangeError);
  });
});

it('looking takes nothing', async () => {
  const key = newKey();
  expect(await bucket.peek(key, TRICKLE, 7)).toBe(7);
  expect((await bucket.take(key, 7, TRICKLE, 7)).granted).toBe(7);
});
