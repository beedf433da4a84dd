import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { variables } from './variables.ts';

const App = z.object({ name: z.string(), script: z.string(), env: z.record(z.string(), z.string()), kill_timeout: z.number(), out_file: z.string(), stop_exit_codes: z.array(z.number()), treekill: z.boolean().optional() });
const file = join(import.meta.dirname, '../../../ecosystem.config.js');

/** The apps PM2 would run with that environment; read in a process of its own, as PM2 does. */
function appsWith(environment: Record<string, string>) {
  const output = execFileSync(process.execPath, ['-p', `JSON.stringify(require(${JSON.stringify(file)}).apps)`], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], REDIS_URL: '', MONGODB_URI: '', SMTP_URL: '', GMAIL_USER: '', AUTH_DEV_LOGIN: '', WORKER_INSTANCES: '', NODE_ENV: '', DATA_DIR: '', SQL_SERVICE_URL: '', MONGO_SERVICE_URL: '', VENDORS: '', SHUTDOWN_TIMEOUT_MS: '', ...environment },
  });
  return z.array(App).parse(JSON.parse(output));
}

const names = (apps: { name: string }[]) => apps.map((app) => app.name);
const services = { REDIS_URL: 'redis://r', MONGODB_URI: 'mongodb://m' };

test('local-services comes last, so that it is stopped last', () => {
  expect(names(appsWith({}))).toEqual(['api', 'worker', 'scheduler', 'sql-service', 'mongo-service', 'vendor-simulator', 'local-services']);
});

test('a company that has data services of its own does not run the reference ones', () => {
  expect(names(appsWith({ SQL_SERVICE_URL: 'http://sql', MONGO_SERVICE_URL: 'http://mongo' }))).toEqual(['api', 'worker', 'scheduler', 'vendor-simulator', 'local-services']);
});

test.each([{ VENDORS: '[]' }, { NODE_ENV: 'production' }])('with %o no vendor is simulated', (environment) => {
  expect(names(appsWith(environment))).not.toContain('vendor-simulator');
});

test.each([
  { environment: { ...services, SMTP_URL: 'smtp://s' }, local: false },
  { environment: { ...services, GMAIL_USER: 'a@x.test' }, local: false },
  { environment: services, local: true },
  { environment: { ...services, REDIS_URL: '', SMTP_URL: 'smtp://s' }, local: true },
])('with $environment local-services runs: $local', ({ environment, local }) => {
  expect(names(appsWith(environment)).includes('local-services')).toBe(local);
});

test('every worker has a metrics port of its own that nobody else wants', () => {
  const ports = appsWith({ WORKER_INSTANCES: '4' }).flatMap(({ env }) => env['WORKER_METRICS_PORT'] ?? []).map(Number);
  const others = [variables.API_PORT, variables.SCHEDULER_METRICS_PORT, variables.LOCAL_SERVICES_PORT, variables.LOCAL_SMTP_PORT, variables.LOCAL_MONGO_PORT].map((port) => port.parse(undefined));
  expect(new Set([...ports, ...others]).size).toBe(4 + others.length);
});

test.each([
  { environment: {}, login: 'true' },
  { environment: { AUTH_DEV_LOGIN: 'false' }, login: undefined },
  { environment: { NODE_ENV: 'production' }, login: undefined },
])('with $environment the development login is set to $login', ({ environment, login }) => {
  expect(appsWith(environment)[0]?.env['AUTH_DEV_LOGIN']).toBe(login);
});

test('PM2 waits longer than the process itself needs to stop, and the local services outlast the others', () => {
  const apps = appsWith({ SHUTDOWN_TIMEOUT_MS: '30000' });
  const [api, local] = [apps.at(0), apps.at(-1)];
  expect(api?.kill_timeout).toBeGreaterThan(30_000);
  expect(Number(local?.env['SHUTDOWN_TIMEOUT_MS'])).toBeGreaterThan(30_000);
  expect(local?.kill_timeout).toBeGreaterThan(Number(local?.env['SHUTDOWN_TIMEOUT_MS']));
});

test('its defaults are those of the configuration', () => {
  const [api, worker] = appsWith({});
  expect(Number(worker?.env['WORKER_METRICS_PORT'])).toBe(variables.WORKER_METRICS_PORT.parse(undefined));
  expect(api?.kill_timeout).toBe(variables.SHUTDOWN_TIMEOUT_MS.parse(undefined) + 5_000);
  expect(api?.out_file).toBe(join(import.meta.dirname, '../../..', variables.DATA_DIR.parse(undefined), 'logs/api.log'));
  expect(appsWith({})).toHaveLength(6 + variables.WORKER_INSTANCES.parse(undefined));
});

test('a wrong configuration is not tried again', () => {
  expect(appsWith({}).map((app) => app.stop_exit_codes)).toEqual(Array.from({ length: 7 }, () => [78]));
});
