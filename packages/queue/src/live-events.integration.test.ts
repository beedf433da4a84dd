import { randomBytes } from 'node:crypto';
import { createTempDirectory, startTestRedis } from '@carillon/testing';
import { afterAll, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { createRedisClient, waitUntilReady, type Redis } from './connection.ts';
import { createLiveEventPublisher, createLiveEventReader, readLiveEventsAfter, type LiveEventPublisher, type LiveEventReader } from './live-events.ts';

/** More than the stream keeps, written and cut off in one step: nobody can read in between. */
const FLOOD = `
for number = 1, 6000 do redis.call('XADD', KEYS[1], '*', 'event', ARGV[1]) end
redis.call('XTRIM', KEYS[1], 'MAXLEN', 5000)`;
const paused = (name: string) => ({ type: 'queue.changed', name, paused: true }) as const;

const opened: (() => unknown)[] = [];
let prefix: string;
let commands: Redis;
let publisher: LiveEventPublisher;
const told: string[] = [];
const gap = vi.fn();

async function publisherAt(url: string): Promise<LiveEventPublisher> {
  const client = createRedisClient({ url, role: 'command', onError: () => undefined });
  opened.push(() => client.disconnect());
  await waitUntilReady(client, 5_000);
  return createLiveEventPublisher({ client, prefix });
}

async function open(url: string): Promise<LiveEventReader> {
  const client = createRedisClient({ url, role: 'blocking', onError: () => undefined });
  await waitUntilReady(client, 5_000);
  const reader = createLiveEventReader({ client, prefix, onError: () => undefined });
  reader.listen({ event: ({ event }) => told.push(event.type === 'queue.changed' ? event.name : event.type), gap });
  reader.start();
  opened.push(() => reader.close());
  await publisher.publish(paused('begin'));
  await expect.poll(() => reader.place()).not.toBeNull();
  told.length = 0;
  return reader;
}

beforeAll(async () => {
  commands = createRedisClient({ url: inject('redisUrl'), role: 'command', onError: () => undefined });
  await waitUntilReady(commands, 5_000);
});
beforeEach(() => {
  told.length = 0;
  gap.mockReset();
  prefix = `live_${randomBytes(6).toString('hex')}`;
  publisher = createLiveEventPublisher({ client: commands, prefix });
});
afterAll(async () => {
  for (const close of opened.reverse()) await close();
  commands.disconnect();
});

it('hands events on in their order, and tells the place behind which the next one comes', async () => {
  const reader = await open(inject('redisUrl'));
  const place = reader.place() ?? '';
  await Promise.all(['one', 'two'].map((name) => publisher.publish(paused(name))));
  await expect.poll(() => told).toEqual(['one', 'two']);
  const missed = await readLiveEventsAfter({ client: commands, prefix, lastId: place });
  expect(missed?.map(({ event }) => event)).toEqual([paused('one'), paused('two')]);
  expect(gap).not.toHaveBeenCalled();
});

it('has told what it was asked to tell when it is settled', async () => {
  const publishing = vi.fn();
  void publisher.publish(paused('one')).then(publishing);
  await publisher.settled();
  expect(publishing).toHaveBeenCalledOnce();
});

it('tells of a gap when the stream was cut off behind it, and goes on at its end', async () => {
  const reader = await open(inject('redisUrl'));
  await commands.eval(FLOOD, 1, `${prefix}:live-events`, JSON.stringify(paused('flood')));
  await expect.poll(() => gap).toHaveBeenCalled();
  expect(await readLiveEventsAfter({ client: commands, prefix, lastId: reader.place() ?? '' })).toEqual([]);
  await publisher.publish(paused('after'));
  await expect.poll(() => told).toEqual(['after']);
});

it('tells of a gap when Redis is there again, and once more when others are', async () => {
  const directory = await createTempDirectory('live-events');
  const before = await startTestRedis({ directory: directory.path });
  opened.push(() => directory.remove());
  publisher = await publisherAt(before.url);
  await open(before.url);
  await before.kill();
  const after = await startTestRedis({ directory: directory.path, port: before.port });
  opened.push(() => after.stop());
  await expect.poll(() => gap).toHaveBeenCalledTimes(2);
  await (await publisherAt(after.url)).publish(paused('after'));
  await expect.poll(() => told).toEqual(['after']);
});
