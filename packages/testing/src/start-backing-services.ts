import { startEmbeddedMongo } from '@carillon/embedded-mongo';
import type { TestProject } from 'vitest/node';
import { startTestRedis } from './start-test-redis.ts';
import { createTempDirectory } from './temp-directory.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A real Redis; each test file takes its own queue prefix. */
    redisUrl: string;
    /** A document store over the real wire protocol; each test file takes its own database name. */
    mongodbUri: string;
  }
}

/** The longest that a timer can wait. */
const NEVER_MS = 2 ** 31 - 1;

/** Vitest's global setup of the `integration` project: starts the backing services once and hands their addresses to `inject()`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const redisDirectory = await createTempDirectory('redis');
  const storeDirectory = await createTempDirectory('store');
  const redis = await startTestRedis({ directory: redisDirectory.path });
  // Tests stand at instants of their own: what they write must not be taken for expired by the machine's clock.
  const store = await startEmbeddedMongo({ directory: storeDirectory.path, host: '127.0.0.1', port: 0, ttlIntervalMs: NEVER_MS });
  project.provide('redisUrl', redis.url);
  project.provide('mongodbUri', store.uri);
  return async () => {
    await Promise.all([redis.stop(), store.close()]);
    await Promise.all([redisDirectory.remove(), storeDirectory.remove()]);
  };
}
