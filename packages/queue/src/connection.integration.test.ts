import { once } from 'node:events';
import { createServer, connect, type AddressInfo } from 'node:net';
import { createTempDirectory, startTestRedis, type TestRedis } from '@carillon/testing';
import { expect, onTestFinished, test } from 'vitest';
import { createRedisClient, waitUntilReady, wasNeverSent, type Redis } from './connection.ts';

async function open(url: string, role: 'command' | 'blocking'): Promise<Redis> {
  const client = createRedisClient({ url, role, onError: () => undefined });
  onTestFinished(() => client.disconnect());
  await waitUntilReady(client, 10_000);
  return client;
}

async function startRedis(): Promise<TestRedis> {
  const directory = await createTempDirectory('redis');
  onTestFinished(() => directory.remove());
  const redis = await startTestRedis({ directory: directory.path });
  onTestFinished(() => redis.kill());
  return redis;
}

/** One address for two servers, as in a planned failover: connections that stand stay where they are. */
async function startAddress(first: TestRedis): Promise<{ url: string; leadTo(redis: TestRedis): void }> {
  let target = first;
  const server = createServer((socket) => {
    const upstream = connect(target.port, '127.0.0.1');
    for (const [one, other] of [[socket, upstream], [upstream, socket]] as const) one.on('error', () => other.destroy()).on('close', () => other.destroy());
    socket.pipe(upstream).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo(redis) {
      target = redis;
    },
  };
}

test.each(['command', 'blocking'] as const)('a %s client whose server became a replica goes on at the one that took its place, with what it had asked for', async (role) => {
  const [old, next] = [await startRedis(), await startRedis()];
  const address = await startAddress(old);
  const client = await open(address.url, role);
  const operator = await open(old.url, 'command');
  address.leadTo(next);
  await operator.replicaof('127.0.0.1', next.port);
  // Before it is reconnected, a client that fails at once may refuse some.
  await expect.poll(() => client.set('key', 'value').catch(String)).toBe('OK');
  expect(await (await open(next.url, 'command')).get('key')).toBe('value');
});

test('a Redis that stands still keeps nobody waiting who has something better to do, and is used again when it goes on', async () => {
  const redis = await startRedis();
  const [command, blocking] = [await open(redis.url, 'command'), await open(redis.url, 'blocking')];

  await blocking.client('PAUSE', 5_000);
  const patient = blocking.ping();
  const lost: unknown = await command.ping().catch((error: unknown) => error);
  expect([String(lost), wasNeverSent(lost)]).toEqual([expect.stringContaining('Command timed out'), false]);
  expect(await patient).toBe('PONG');
  expect(await command.ping()).toBe('PONG');
});

test('of a Redis that is gone it is known that a command was never sent', async () => {
  const redis = await startRedis();
  const client = await open(redis.url, 'command');
  await redis.kill();
  await expect.poll(async () => wasNeverSent(await client.ping().catch((error: unknown) => error))).toBe(true);
});
