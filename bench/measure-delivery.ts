import { setTimeout as wait } from 'node:timers/promises';
import type { Product } from '../e2e/guarantees/start-product.ts';
import type { Child } from './backing/start-child.ts';
import { load } from './load.ts';
import { message } from './message.ts';

const LOOK_AGAIN_MS = 10;

/** Accepts messages that wait in the queue, then lets them go: how many per second, until `counter` has all and their logs are final. */
export async function measureDelivery(product: Product, counter: Child, { key, amount }: { key: string; amount: number }): Promise<number> {
  await product.call('POST', '/api/v1/queues/notification/pause');
  await load({ url: `${product.apiUrl}/notification`, method: 'POST', body: JSON.stringify(message), connections: 50, amount, headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` } });
  const before = await received(counter);
  const startedAt = performance.now();
  await product.call('POST', '/api/v1/queues/notification/resume');
  while ((await received(counter)) < before + amount) await wait(LOOK_AGAIN_MS);
  while (await hasOpenLogs(product)) await wait(LOOK_AGAIN_MS);
  return (amount / (performance.now() - startedAt)) * 1_000;
}

async function hasOpenLogs(product: Product): Promise<boolean> {
  const { body } = await product.call('GET', '/api/v1/notifications?status=queued,sending,retrying&limit=1');
  return (body as { items: unknown[] }).items.length > 0;
}

async function received(counter: Child): Promise<number> {
  return Number(await counter.ask('received'));
}
