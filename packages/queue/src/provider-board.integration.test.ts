import { randomBytes } from 'node:crypto';
import type { ProviderReport } from '@carillon/domain';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createRedisClient, waitUntilReady, type Redis } from './connection.ts';
import { createProviderBoard, type ProviderBoard } from './provider-board.ts';

const now = new Date('2026-03-29T01:00:00Z');
const report = (change: Partial<ProviderReport> = {}): ProviderReport => ({
  provider: 'acme', channel: 'vendor', account: 'acme', ratePerSecond: 10, worker: 'host:1', at: now.toISOString(), circuit: 'closed', openUntil: null, failuresInRow: 0, lastFailure: null, inFlight: 0, waiting: 0, maxConcurrent: 20, lastMinute: 0, ...change,
});

let client: Redis;
let board: ProviderBoard;
beforeAll(async () => {
  client = createRedisClient({ url: inject('redisUrl'), role: 'blocking', onError: () => undefined });
  await waitUntilReady(client, 5_000);
  board = createProviderBoard({ client, prefix: `board_${randomBytes(6).toString('hex')}` });
});
afterAll(() => client.disconnect());

it('keeps the last word of each worker on each provider, forgets workers that fell silent, and takes down who leaves', async () => {
  await board.publish([report(), report({ provider: 'email', channel: 'email' }), report({ worker: 'host:2', at: '2026-03-29T00:59:00.000Z' })]);
  await board.publish([report({ circuit: 'open' })]);
  expect(await board.read(now)).toEqual(expect.arrayContaining([report({ circuit: 'open' }), report({ provider: 'email', channel: 'email' })]));
  expect(await board.read(now)).toHaveLength(2);
  await board.withdraw('host:1', ['acme', 'email']);
  expect(await board.read(now)).toEqual([]);
});
