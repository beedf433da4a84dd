import { randomBytes } from 'node:crypto';
import { loadSqlServiceConfig, type SqlServiceConfig } from '@carillon/config';
import { systemClock } from '@carillon/domain';
import { silentLogger } from '@carillon/observability/testing';
import { createInternalTokens, createSqlServiceClient, type SqlServiceClient } from '@carillon/service-clients';
import { createTempDirectory } from '@carillon/testing';
import { compose } from '../compose.ts';


export interface TestService {
  url: string;
  client: SqlServiceClient;
  /** A token that the service accepts. */
  token(): string;
  stop(): Promise<void>;
}

/** The whole service as it runs, on a port and an embedded database of its own, and a client of it. */
export async function startTestService(override: Partial<SqlServiceConfig> = {}): Promise<TestService> {
  const directory = await createTempDirectory('sql');
  const secret = randomBytes(32).toString('hex');
  const config = loadSqlServiceConfig({ NODE_ENV: 'test', DATA_DIR: directory.path, INTERNAL_JWT_SECRET: secret });
  const service = await compose({ ...config, port: 0, ...override }, silentLogger);
  const url = `http://127.0.0.1:${service.port}`;
  const tokens = createInternalTokens({ secret, subject: 'test', clock: systemClock });
  const client = createSqlServiceClient({ baseUrl: url, tokens, clock: systemClock, random: Math.random });
  return {
    url,
    client,
    token: () => tokens.tokenFor('sql-service'),
    async stop() {
      client.close();
      await service.stop();
      await directory.remove();
    },
  };
}
