import type { ApiConfig } from '@carillon/config';
import { connectDatabase, type Database } from '@carillon/db';
import { createRedisClient, waitUntilReady, type Redis } from '@carillon/queue';
import { afterEach, beforeAll, inject } from 'vitest';
import { openDataService, type DataService } from './start-data-service.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';

export interface SharedApi {
  readonly api: TestApi;
  /** What the API asks for users, payments and verifications. */
  readonly service: DataService;
}

/** The operators, and the roster by which the last admin is known. */
const kept = ['operators', 'adminrosters'];

/**
 * One API and one server for its data services, for all tests of a file: to start one takes longer than most tests. A test finds nothing of those before
 * it but the operators and their sessions. For an API whose services fail, or that refuses who comes too often, start one of its own: it remembers that.
 */
export function shareTestApi(environment: Record<string, string> = {}, override: Partial<ApiConfig> = {}): SharedApi {
  let api: TestApi;
  let service: DataService;
  let database: Database;
  let redis: Redis;

  beforeAll(async () => {
    service = await openDataService();
    api = await startTestApi({ MONGO_SERVICE_URL: service.url, SQL_SERVICE_URL: service.url, ...environment }, override);
    database = await connectDatabase({ uri: api.mongodbUri });
    redis = createRedisClient({ url: inject('redisUrl'), role: 'command', onError: () => undefined });
    await waitUntilReady(redis, 5_000);
    return async () => {
      await api.stop();
      await database.close();
      redis.disconnect();
      service.close();
    };
  });

  afterEach(async () => {
    const collections = await database.connection.listCollections();
    await Promise.all(collections.filter(({ name }) => !kept.includes(name)).map(({ name }) => database.connection.collection(name).deleteMany({})));
    const keys = await redis.keys(`${api.queuePrefix}*`);
    if (keys.length > 0) await redis.del(keys);
  });

  return {
    get api() {
      return api;
    },
    get service() {
      return service;
    },
  };
}
