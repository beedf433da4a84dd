import { randomBytes, randomUUID } from 'node:crypto';
import { loadMongoServiceConfig, type MongoServiceConfig } from '@carillon/config';
import { connectDatabase, type Database } from '@carillon/db';
import { systemClock } from '@carillon/domain';
import { silentLogger } from '@carillon/observability/testing';
import { createInternalTokens, createMongoServiceClient, type MongoServiceClient } from '@carillon/service-clients';
import { inject } from 'vitest';
import { compose } from '../compose.ts';


export interface TestService {
  url: string;
  client: MongoServiceClient;
  /** A connection of one's own to the service's database. */
  database: Database;
  stop(): Promise<void>;
}

/** The whole service as it runs, on a port and a database of its own, and a client of it. */
export async function startTestService(override: Partial<MongoServiceConfig> = {}): Promise<TestService> {
  const secret = randomBytes(32).toString('hex');
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/mongo-service-${randomUUID()}`;
  const config = loadMongoServiceConfig({ NODE_ENV: 'test', MONGODB_URI: uri.href, INTERNAL_JWT_SECRET: secret });
  const service = await compose({ ...config, port: 0, ...override }, silentLogger);
  const database = await connectDatabase({ uri: uri.href });
  const url = `http://127.0.0.1:${service.port}`;
  const tokens = createInternalTokens({ secret, subject: 'test', clock: systemClock });
  const client = createMongoServiceClient({ baseUrl: url, tokens, clock: systemClock, random: Math.random });
  return {
    url,
    client,
    database,
    async stop() {
      client.close();
      await service.stop();
      await database.connection.dropDatabase();
      await database.close();
    },
  };
}
