import { createTempDirectory, startTestRedis } from '@carillon/testing';
import { expect, onTestFinished, test } from 'vitest';
import { createRedisClient, waitUntilReady, type Redis } from './connection.ts';

async function open(url: string, role: 'command' | 'blocking'): Promise<Redis> {
  const client = createRedisClient({ url, role, onError: () => undefined });
  onTestFinished(() => client.disconnect());
  await waitUntilReady(client, 10_000);
  return client;
}

test('a Redis that stands still keeps nobody waiting who has something better to do, and is used again when it goes on', async () => {
  const directory = await createTempDirectory('redis-frozen');
  onTestFinished(() => directory.remove());
  const redis = await startTestRedis({ directory: directory.path });
  onTestFinished(() => redis.kill());
  const [command, blocking] = [await open(redis.url, 'command'), await open(redis.url, 'blocking')];

  await blocking.client('PAUSE', 5_000);
  const patient = blocking.ping();
  await expect(command.ping()).rejects.toThrow('Command timed out');
  expect(await patient).toBe('PONG');
  expect(await command.ping()).toBe('PONG');
});
