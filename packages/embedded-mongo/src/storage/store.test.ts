import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Store } from './store.ts';

const KEYS = 300;
const key = (number: number): Buffer => Buffer.from(String(number).padStart(4, '0'));
let directory: string;
let store: Store;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'carillon-store-'));
  store = Store.open(directory);
  store.writeNow((writer) => {
    for (let number = 0; number < KEYS; number += 1) writer.put(key(number), Buffer.from('x'));
  });
});
afterAll(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

it.each([
  { from: 0, to: KEYS, limit: undefined, count: KEYS },
  { from: 0, to: KEYS, limit: KEYS + 1, count: KEYS },
  { from: 0, to: KEYS, limit: 200, count: 200 },
  { from: 10, to: 110, limit: 101, count: 100 },
  { from: 10, to: 110, limit: 100, count: 100 },
  { from: 10, to: 110, limit: 99, count: 99 },
  { from: 10, to: 42, limit: 200, count: 32 },
  { from: 10, to: 41, limit: 200, count: 31 },
  { from: 10, to: 41, limit: 5, count: 5 },
  { from: 290, to: 9_999, limit: 200, count: 10 },
  { from: 10, to: 10, limit: 200, count: 0 },
  { from: 5_000, to: 9_999, limit: 200, count: 0 },
])('of the keys from $from to $to, up to $limit, there are $count', ({ from, to, limit, count }) => {
  expect(store.countKeys({ low: key(from), high: key(to) }, limit)).toBe(count);
});
