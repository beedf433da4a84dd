import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadMongoServiceConfig, loadServiceClientsConfig } from './index.ts';

const directory = mkdtempSync(join(tmpdir(), 'carillon-config-'));
afterAll(() => rmSync(directory, { recursive: true }));
const DATA_DIR = join(directory, 'data');

test('on one\'s own machine nothing has to be given: the store is local, and both ends have the same secret', () => {
  const service = loadMongoServiceConfig({ DATA_DIR });
  expect(service).toMatchObject({ host: '127.0.0.1', port: 4102, mongodbUri: 'mongodb://127.0.0.1:4017/carillon?directConnection=true', retention: { notificationDays: 400, loginDays: 400 } });
  expect(service.internalSecrets).toEqual([loadServiceClientsConfig({ DATA_DIR }).internalSecret]);
});

test('who calls it finds it at its port, or wherever it was put', () => {
  expect(loadServiceClientsConfig({ DATA_DIR, MONGO_SERVICE_PORT: '5102' }).mongoServiceUrl).toBe('http://127.0.0.1:5102');
  expect(loadServiceClientsConfig({ DATA_DIR, MONGO_SERVICE_PORT: '5102', MONGO_SERVICE_URL: 'https://users.test' }).mongoServiceUrl).toBe('https://users.test');
});

test('in production everything that is missing is said at once, and no more than it needs', () => {
  expect(() => loadMongoServiceConfig({ NODE_ENV: 'production', DATA_DIR })).toThrow(/^The configuration is not usable:\n {2}- INTERNAL_JWT_SECRET is missing.*\n {2}- MONGODB_URI is missing.*$/);
});
