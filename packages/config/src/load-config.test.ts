import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ConfigurationError, loadApiConfig, loadBackingServices, loadLocalServicesConfig, loadSchedulerConfig, loadWorkerConfig, type Environment } from './index.ts';

const directory = mkdtempSync(join(tmpdir(), 'carillon-config-'));
afterAll(() => rmSync(directory, { recursive: true }));
const DATA_DIR = join(directory, 'data');

const services = { REDIS_URL: 'rediss://redis.test', MONGODB_URI: 'mongodb+srv://mongo.test/carillon', SMTP_URL: 'smtps://smtp.test' };
const SESSION_SECRET = '6f1ed002ab5595859014ebf0951522d9f0a9a2e4c8f7d3b16f1ed002ab559585';
const INTERNAL_JWT_SECRET = '0c5b8e77d1f24a96b3e80f6a7d915c42e6b1f03d8a594c27b06e9d3f1a8c7254';
const production = { NODE_ENV: 'production', DATA_DIR, SESSION_SECRET, INTERNAL_JWT_SECRET, ...services };

function problemsOf(load: () => unknown): readonly string[] {
  try {
    load();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('in production', () => {
  test('the api says everything that is missing at once', () => {
    expect(problemsOf(() => loadApiConfig({ NODE_ENV: 'production', DATA_DIR, AUTH_DEV_LOGIN: 'true', ADMIN_EMAIL: 'a@x.test', API_PORT: '99999' }))).toEqual([
      expect.stringMatching(/^REDIS_URL is missing/),
      expect.stringMatching(/^MONGODB_URI is missing/),
      expect.stringMatching(/^SMTP_URL is missing/),
      expect.stringMatching(/^API_PORT: /),
      expect.stringMatching(/^SESSION_SECRET is missing/),
      expect.stringMatching(/^AUTH_DEV_LOGIN is on/),
      expect.stringMatching(/^ADMIN_EMAIL and ADMIN_PASSWORD belong together/),
      expect.stringMatching(/^INTERNAL_JWT_SECRET is missing/),
    ]);
  });

  test('with everything given it starts, with cookies for HTTPS only', () => {
    expect(loadApiConfig(production).auth).toEqual({ sessionSecret: SESSION_SECRET, sessionHours: 12, devLogin: false, secureCookie: true, firstAdmin: null });
  });

  test.each([
    { secret: 'short' },
    { secret: 'change-me-change-me-change-me-change-me' },
    { secret: 'this-is-the-secret-of-the-example-file' },
    { secret: 'PASSWORDPASSWORDPASSWORDPASSWORD' },
    { secret: 'x'.repeat(31) },
    { secret: 'a'.repeat(64) },
  ])('the secret "$secret" is refused', ({ secret }) => {
    expect(problemsOf(() => loadApiConfig({ ...production, SESSION_SECRET: secret }))).toEqual([expect.stringMatching(/^SESSION_SECRET is a placeholder or shorter than 32 characters/)]);
  });

  test.each<{ process: string; load: (environment: Environment) => unknown; missing: number }>([
    { process: 'worker', load: loadWorkerConfig, missing: 4 },
    { process: 'scheduler', load: loadSchedulerConfig, missing: 3 },
    { process: 'local-services', load: loadLocalServicesConfig, missing: 3 },
  ])('the $process does not start without its services and secrets either', ({ load, missing }) => {
    expect(problemsOf(() => load({ NODE_ENV: 'production', DATA_DIR }))).toHaveLength(missing);
    expect(problemsOf(() => load(production))).toEqual([]);
  });

  test('Gmail takes the place of SMTP_URL', () => {
    expect(problemsOf(() => loadWorkerConfig({ ...production, SMTP_URL: '', GMAIL_USER: 'a@x.test', GMAIL_APP_PASSWORD: 'abcd' }))).toEqual([]);
  });
});

describe('on one\'s own machine', () => {
  test('nothing has to be given: services are local and the secret is made', () => {
    const config = loadApiConfig({ DATA_DIR });
    expect(config).toMatchObject({ redisUrl: 'redis://127.0.0.1:4379', smtpUrl: 'smtp://127.0.0.1:4025', inboxUrl: 'http://127.0.0.1:4012', publicUrl: 'http://localhost:4000' });
    expect(config.auth.sessionSecret).toMatch(/^[0-9a-f]{64}$/);
  });

  test('an empty value counts as not given', () => {
    expect(loadBackingServices({ REDIS_URL: '', SMTP_URL: '' }).local).toEqual({ redis: true, documentStore: true, mailSandbox: true });
  });

  test.each<{ given: Environment; local: object }>([
    { given: { REDIS_URL: 'redis://r' }, local: { redis: false, documentStore: true, mailSandbox: true } },
    { given: { MONGODB_URI: 'mongodb://m' }, local: { redis: true, documentStore: false, mailSandbox: true } },
    { given: { SMTP_URL: 'smtp://s' }, local: { redis: true, documentStore: true, mailSandbox: false } },
    { given: { GMAIL_USER: 'a@x.test' }, local: { redis: true, documentStore: true, mailSandbox: false } },
  ])('with $given only the others are provided', ({ given, local }) => {
    expect(loadLocalServicesConfig(given).provide).toEqual(local);
  });
});

test.each<{ name: string; value: string }>([
  { name: 'REDIS_URL', value: 'http://redis' },
  { name: 'LOG_LEVEL', value: 'loud' },
  { name: 'WORKER_CONCURRENCY', value: '0' },
  { name: 'WORKER_CONCURRENCY', value: 'many' },
  { name: 'SHUTDOWN_TIMEOUT_MS', value: '-1' },
  { name: 'QUEUE_PREFIX', value: 'a:b' },
])('$name=$value is refused with its name and where to read on', ({ name, value }) => {
  expect(problemsOf(() => loadWorkerConfig({ DATA_DIR, [name]: value }))).toEqual([expect.stringMatching(new RegExp(`^${name}: .+; see .env.example$`))]);
});

describe('mail', () => {
  test.each<{ promise: string; given: Environment; problem: RegExp }>([
    { promise: 'Gmail without credentials', given: { GMAIL_USER: 'a@x.test' }, problem: /^GMAIL_USER needs GMAIL_APP_PASSWORD, or/ },
    { promise: 'half of OAuth 2', given: { GMAIL_USER: 'a@x.test', GMAIL_CLIENT_ID: 'id' }, problem: /^GMAIL_USER needs/ },
    { promise: 'a part of DKIM', given: { DKIM_DOMAIN: 'x.test' }, problem: /^DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY_FILE belong together/ },
    { promise: 'a DKIM key that is not there', given: { DKIM_DOMAIN: 'x.test', DKIM_SELECTOR: 's', DKIM_PRIVATE_KEY_FILE: '/nowhere.pem' }, problem: /^DKIM_PRIVATE_KEY_FILE: \/nowhere.pem can not be read/ },
  ])('$promise is refused', ({ given, problem }) => {
    expect(problemsOf(() => loadWorkerConfig({ DATA_DIR, ...given }))).toEqual([expect.stringMatching(problem)]);
  });

  test('the DKIM key is read from its file', () => {
    const file = join(directory, 'dkim.pem');
    writeFileSync(file, 'the key');
    const { email } = loadWorkerConfig({ DATA_DIR, DKIM_DOMAIN: 'x.test', DKIM_SELECTOR: 's', DKIM_PRIVATE_KEY_FILE: file });
    expect(email.dkim).toEqual({ domainName: 'x.test', keySelector: 's', privateKey: 'the key' });
  });

  test('a claim outlives the longest send', () => {
    const config = loadWorkerConfig({ DATA_DIR, SEND_TIMEOUT_MS: '60000' });
    expect(config.leaseMs).toBeGreaterThan(config.sendTimeoutMs);
  });
});
