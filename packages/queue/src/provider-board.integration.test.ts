import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { createRedisClient, waitUntilReady, type Redis } from './connection.ts';
import { createProviderBoard, type ProviderBoard, type ProviderFinding } from './provider-board.ts';

const finding = (change: Partial<ProviderFinding> = {}): ProviderFinding => ({
  provider: 'acme', channel: 'vendor', account: 'acme', ratePerSecond: 10, worker: 'host:1', circuit: 'closed', openUntil: null, failuresInRow: 0, lastFailure: null, inFlight: 0, waiting: 0, maxConcurrent: 20, lastMinute: 0, ...change,
});
const MINUTE_MS = 60_000;

let client: Redis;
let prefix: string;
let board: ProviderBoard;
beforeAll(async () => {
  client = createRedisClient({ url: inject('redisUrl'), role: 'blocking', onError: () => undefined });
  await waitUntilReady(client, 5_000);
});
beforeEach(() => {
  prefix = `board_${randomBytes(6).toString('hex')}`;
  board = createProviderBoard({ client, prefix });
});
afterAll(() => client.disconnect());

/** As if a worker had said it so long ago. */
async function said(worker: string, agoMs: number): Promise<void> {
  const [seconds] = await client.time();
  await client.hset(`${prefix}:providers`, `acme ${worker}`, JSON.stringify({ ...finding({ worker }), at: new Date(Number(seconds) * 1_000 - agoMs).toISOString() }));
}
const workers = async () => (await board.read()).map(({ worker }) => worker);

it('keeps the last word of each worker on each provider, says when that was by Redis, and takes down who leaves', async () => {
  await board.publish([finding(), finding({ provider: 'email', channel: 'email' })]);
  await board.publish([finding({ circuit: 'open' })]);
  const read = await board.read();
  expect(read).toHaveLength(2);
  expect(read).toEqual(expect.arrayContaining([expect.objectContaining(finding({ circuit: 'open' })), expect.objectContaining(finding({ provider: 'email', channel: 'email' }))]));
  const [seconds] = await client.time();
  expect(read.map(({ at }) => Math.abs(Date.parse(at) - Number(seconds) * 1_000) < MINUTE_MS)).toEqual([true, true]);
  await board.withdraw('host:1', ['acme', 'email']);
  expect(await board.read()).toEqual([]);
});

it('tells nothing of workers that fell silent, and deletes nothing by being read', async () => {
  await said('host:1', MINUTE_MS);
  await said('host:2', 1_000);
  expect(await workers()).toEqual(['host:2']);
  expect(await client.hlen(`${prefix}:providers`)).toBe(2);
});

it('has what killed workers left behind taken down by the next one', async () => {
  await said('host:1', 61 * MINUTE_MS);
  await said('host:2', MINUTE_MS);
  await board.publish([finding({ worker: 'host:3' })]);
  expect((await client.hkeys(`${prefix}:providers`)).toSorted()).toEqual(['acme host:2', 'acme host:3']);
});
