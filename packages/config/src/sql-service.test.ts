import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadServiceClientsConfig, loadSqlServiceConfig, type Environment } from './index.ts';

const directory = mkdtempSync(join(tmpdir(), 'carillon-config-'));
afterAll(() => rmSync(directory, { recursive: true }));
const DATA_DIR = join(directory, 'data');
const secret = '6f1ed002ab5595859014ebf0951522d9f0a9a2e4c8f7d3b16f1ed002ab559585';
const other = '0a9a2e4c8f7d3b16f1ed002ab5595856f1ed002ab5595859014ebf0951522d9f';

test('on one\'s own machine nothing has to be given: the database is embedded, and both ends have the same secret', () => {
  const service = loadSqlServiceConfig({ DATA_DIR });
  const clients = loadServiceClientsConfig({ DATA_DIR });
  expect(service).toMatchObject({ host: '127.0.0.1', port: 4101, database: { directory: join(DATA_DIR, 'postgres') } });
  expect(clients).toEqual({ sqlServiceUrl: 'http://127.0.0.1:4101', mongoServiceUrl: 'http://127.0.0.1:4102', internalSecret: service.internalSecrets[0] });
});

test('a server takes the place of the embedded database, and addresses can be changed', () => {
  expect(loadSqlServiceConfig({ DATA_DIR, DATABASE_URL: 'postgres://db.test/carillon' }).database).toEqual({ url: 'postgres://db.test/carillon' });
  expect(loadServiceClientsConfig({ DATA_DIR, SQL_SERVICE_PORT: '5101' }).sqlServiceUrl).toBe('http://127.0.0.1:5101');
  expect(loadServiceClientsConfig({ DATA_DIR, SQL_SERVICE_URL: 'https://payments.test' }).sqlServiceUrl).toBe('https://payments.test');
});

test('while secrets are changed the new one signs and both are accepted', () => {
  const environment = { DATA_DIR, INTERNAL_JWT_SECRET: secret, INTERNAL_JWT_OTHER_SECRET: other };
  expect(loadSqlServiceConfig(environment).internalSecrets).toEqual([secret, other]);
  expect(loadServiceClientsConfig(environment).internalSecret).toBe(secret);
});

test('in production everything that is missing is said at once', () => {
  expect(() => loadSqlServiceConfig({ NODE_ENV: 'production', DATA_DIR })).toThrow(/INTERNAL_JWT_SECRET is missing[^]*DATABASE_URL is missing/);
});

test.each<{ given: Environment; problem: RegExp }>([
  { given: { INTERNAL_JWT_SECRET: 'short' }, problem: /INTERNAL_JWT_SECRET is a placeholder or shorter/ },
  { given: { INTERNAL_JWT_OTHER_SECRET: 'change-me-change-me-change-me-change-me' }, problem: /INTERNAL_JWT_OTHER_SECRET is a placeholder/ },
  { given: { INTERNAL_JWT_SECRET: secret, SESSION_SECRET: secret }, problem: /the same as SESSION_SECRET/ },
  { given: { SQL_SERVICE_URL: 'ftp://x' }, problem: /SQL_SERVICE_URL: must start with/ },
])('$given is refused', ({ given, problem }) => {
  expect(() => loadServiceClientsConfig({ DATA_DIR, ...given })).toThrow(problem);
});
