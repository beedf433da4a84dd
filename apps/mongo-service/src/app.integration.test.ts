import { createManualClock, systemClock } from '@carillon/domain';
import { createInternalTokens } from '@carillon/service-clients';
import { mongoServiceContract } from '@carillon/service-clients/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestService, type TestService } from './testing/start-test-service.ts';

const secret = '6f1ed002ab5595859014ebf0951522d9f0a9a2e4c8f7d3b16f1ed002ab559585';
const other = '0a9a2e4c8f7d3b16f1ed002ab5595856f1ed002ab5595859014ebf0951522d9f';
const stranger = 'a9a2e4c8f7d3b16f1ed002ab5595856f1ed002ab5595859014ebf0951522d9f0';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ internalSecrets: [secret, other] });
});
afterAll(() => service.stop());

const tokenOf = (key: string, clock = systemClock) => createInternalTokens({ secret: key, subject: 'worker', clock });
const ask = (path: string, authorization?: string) => fetch(`${service.url}${path}`, { headers: { ...(authorization === undefined ? {} : { authorization }) } });

describe('who may ask', () => {
  it.each([
    ['the current secret', secret],
    ['the other one, while secrets are changed', other],
  ])('our own processes, with a token of %s', async (_title, key) => {
    expect((await ask('/users', `Bearer ${tokenOf(key).tokenFor('mongo-service')}`)).status).toBe(200);
  });

  it.each<[string, () => string | undefined]>([
    ['nothing', () => undefined],
    ['a password', () => 'Basic YTpi'],
    ['no token', () => 'Bearer x.y.z'],
    ['a forged token', () => `Bearer ${tokenOf(stranger).tokenFor('mongo-service')}`],
    ['a token for another service', () => `Bearer ${tokenOf(secret).tokenFor('sql-service')}`],
    ['an expired token', () => `Bearer ${tokenOf(secret, createManualClock(new Date(Date.now() - 61_000))).tokenFor('mongo-service')}`],
  ])('not somebody with %s', async (_title, authorization) => {
    const response = await ask('/users', authorization());
    expect([response.status, response.headers.get('content-type')]).toEqual([401, 'application/problem+json; charset=utf-8']);
    expect(await response.json()).toMatchObject({ code: 'unauthenticated', requestId: response.headers.get('x-request-id') });
  });

  it('nobody without a token, whatever is asked for', async () => {
    const operations = Object.values(mongoServiceContract).map(({ method, path, operation }) => ({ method: method.toUpperCase(), path: path.replace(':id', 'x'), type: operation.startsWith('import') ? 'text/csv' : 'application/json' }));
    const statuses = await Promise.all(operations.map(({ method, path, type }) => fetch(`${service.url}${path}`, { method, headers: { 'content-type': type } }).then(({ status }) => status)));
    expect(new Set(statuses)).toEqual(new Set([401]));
  });
});

describe('anybody sees', () => {
  it('that it runs and is ready', async () => {
    expect(await (await ask('/healthz')).json()).toEqual({ status: 'ok', process: 'mongo-service' });
    expect(await (await ask('/readyz')).json()).toEqual({ ready: true, checks: { mongodb: { ok: true } } });
  });

  it('its numbers', async () => {
    await ask('/users', `Bearer ${tokenOf(secret).tokenFor('mongo-service')}`);
    expect(await (await ask('/metrics')).text()).toMatch(/carillon_http_request_duration_seconds_count\{process="mongo-service",method="GET",route="\/users",status="200"\} [1-9]/);
  });

  it('its contract, with every operation', async () => {
    const document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))) }).parse(await (await ask('/openapi.json')).json());
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
    expect(operations.toSorted()).toEqual(Object.keys(mongoServiceContract).toSorted());
  });
});
