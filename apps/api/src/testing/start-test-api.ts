import { randomBytes } from 'node:crypto';
import { loadApiConfig, type ApiConfig } from '@carillon/config';
import { CreatedApiKey, DevSession, type ApiKeyScope, type OperatorRole } from '@carillon/domain';
import type { Logger } from '@carillon/observability';
import request from 'supertest';
import { inject } from 'vitest';
import { compose } from '../compose.ts';

export const firstAdmin = { email: 'ada@example.com', password: 'correct horse battery' } as const;
/** The settings that make the first admin. */
export const withFirstAdmin = { ADMIN_EMAIL: firstAdmin.email, ADMIN_PASSWORD: firstAdmin.password };

export interface LogLine {
  level: string;
  event: string;
  fields: Record<string, unknown>;
}

export type TestApi = Awaited<ReturnType<typeof startTestApi>>;

/** The whole API as it runs, on a port, a database and a Redis prefix of its own. `environment` changes its settings. */
export async function startTestApi(environment: Record<string, string> = {}, override: Partial<ApiConfig> = {}) {
  const name = `api_${randomBytes(6).toString('hex')}`;
  const mongodb = new URL(inject('mongodbUri'));
  mongodb.pathname = `/${name}`;
  const config = loadApiConfig({
    NODE_ENV: 'test',
    REDIS_URL: inject('redisUrl'),
    MONGODB_URI: mongodb.href,
    SMTP_URL: 'smtp://127.0.0.1:1',
    QUEUE_PREFIX: name,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    AUTH_DEV_LOGIN: 'true',
    RATE_LIMIT_PER_MINUTE: '100000',
    ...environment,
  });
  const lines: LogLine[] = [];
  const { port, stop } = await compose({ ...config, port: 0, ...override }, recordInto(lines));
  const url = `http://127.0.0.1:${port}`;

  /** A Bearer token of the local operator of a role. */
  async function tokenFor(role: OperatorRole): Promise<string> {
    const response = await request(url).post('/api/v1/auth/dev-login').send({ role });
    return DevSession.parse(response.body).token;
  }

  return {
    url,
    mongodbUri: mongodb.href,
    queuePrefix: name,
    lines,
    stop,
    tokenFor,
    async keyWith(scopes: readonly ApiKeyScope[], expiresAt?: Date): Promise<CreatedApiKey> {
      const body = { name: 'Test client', scopes, expiresAt: expiresAt?.toISOString() };
      const response = await request(url).post('/api/v1/api-keys').auth(await tokenFor('admin'), { type: 'bearer' }).send(body);
      return CreatedApiKey.parse(response.body);
    },
  };
}

function recordInto(lines: LogLine[], bound: Record<string, unknown> = {}): Logger {
  const write = (level: string) => (event: string, fields: Record<string, unknown> = {}) => void lines.push({ level, event, fields: { ...bound, ...fields } });
  return { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug'), child: (fields) => recordInto(lines, { ...bound, ...fields }) };
}
