import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { startTestRedis } from './start-test-redis.ts';
import { createTempDirectory } from './temp-directory.ts';

test('what was written is still there when the same server comes back', async () => {
  const directory = await createTempDirectory('redis-test');
  onTestFinished(() => directory.remove());
  const first = await startTestRedis({ directory: directory.path });
  const client = new Redis(first.url, { maxRetriesPerRequest: null });
  onTestFinished(() => client.disconnect());
  await client.set('greeting', 'hello');

  await first.stop();
  const second = await startTestRedis({ directory: directory.path, port: first.port });
  onTestFinished(() => second.stop());

  expect(await client.get('greeting')).toBe('hello');
});
