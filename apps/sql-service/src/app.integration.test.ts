import { createInternalTokens } from '@carillon/service-clients';
import { sqlServiceContract } from '@carillon/service-clients/contracts';
import { createManualClock, systemClock } from '@carillon/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestService, type TestService } from './testing/start-test-service.ts';

const secret = '6f1ed002ab5595859014ebf0951522d9f0a9a2e4c8f7d3b16f1ed002ab559585';
const other = '0a9a2e4c8f7d3b16f1ed002ab5595856f1ed002ab5595859014ebf0951522d9f';
const stranger = 'a9a2e4c8f7d3b16f1ed002ab5595856f1ed002ab5595859014ebf0951522d9f0';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ internalSecrets: [secret, other] });
}, 120_000);
afterAll(() => service.stop());

const tokenOf = (key: string, clock = systemClock) => createInternalTokens({ secret: key, subject: 'worker', clock });
const ask = (path: string, authorization?: string) => fetch(`${service.url}${path}`, { headers: { ...(authorization === undefined ? {} : { authorization }) } });

describe('who may ask', () => {
  it.each([
    ['the current secret', secret],
    ['the other one, while secrets are changed', other],
  ])('our own processes, with a token of %s', async (_title, key) => {
    expect((await ask('/payments', `Bearer ${tokenOf(key).tokenFor('sql-service')}`)).status).toBe(200);
  });

  it.each<[string, () => string | undefined]>([
    ['nothing', () => undefined],
    ['a password', () => 'Basic YTpi'],
    ['no token', () => 'Bearer x.y.z'],
    ['an unknown secret', () => `Bearer ${tokenOf(stranger).tokenFor('sql-service')}`],
    ['a token for another service', () => `Bearer ${tokenOf(secret).tokenFor('mongo-service')}`],
    ['an expired token', () => `Bearer ${tokenOf(secret, createManualClock(new Date(Date.now() - 61_000))).tokenFor('sql-service')}`],
  ])('not somebody with %s', async (_title, authorization) => {
    const response = await ask('/payments', authorization());
    expect([response.status, response.headers.get('content-type')]).toEqual([401, 'application/problem+json; charset=utf-8']);
    expect(await response.json()).toMatchObject({ code: 'unauthenticated', requestId: response.headers.get('x-request-id') });
  });

  it('every operation of the contract is guarded', async () => {
    const operations = Object.values(sqlServiceContract).map(({ method, path, operation }) => ({ method, path: path.replace(':id', 'x'), type: operation.startsWith('import') ? 'text/csv' : 'application/json' }));
    const statuses = await Promise.all(operations.map(({ method, path, type }) => fetch(`${service.url}${path}`, { method, headers: { 'content-type': type } }).then(({ status }) => status)));
    expect(new Set(statuses)).toEqual(new Set([401]));
  });
});

describe('anybody sees', () => {
  it('that it runs and is ready', async () => {
    expect(await (await ask('/healthz')).json()).toEqual({ status: 'ok', process: 'sql-service' });
    expect(await (await ask('/readyz')).json()).toEqual({ ready: true, checks: { postgresql: { ok: true } } });
  });

  it('its numbers', async () => {
    await ask('/payments', `Bearer ${tokenOf(secret).tokenFor('sql-service')}`);
    expect(await (await ask('/metrics')).text()).toMatch(/carillon_http_request_duration_seconds_count\{process="sql-service",method="GET",route="\/payments",status="200"\} [1-9]/);
  });

  it('its contract, with every operation', async () => {
    const document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))) }).parse(await (await ask('/openapi.json')).json());
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
    expect(operations.toSorted()).toEqual(Object.keys(sqlServiceContract).toSorted());
  });

  it('that other addresses and methods are not there', async () => {
    expect((await ask('/nothing')).status).toBe(404);
    expect((await fetch(`${service.url}/payments/due`, { method: 'DELETE' })).headers.get('allow')).toBe('GET, HEAD');
  });
});
