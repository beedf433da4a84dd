import { systemClock } from '@carillon/domain';
import { expect, it, onTestFinished } from 'vitest';
import { openDataServices } from './open-data-services.ts';
import { ServiceUnavailableError } from './service-errors.ts';
import { startScriptedService } from './testing/start-scripted-service.ts';

it('tells which service is asked again, and which is left alone', async () => {
  const { url } = await startScriptedService([{ status: 503 }]);
  const told: unknown[] = [];
  const services = openDataServices({
    sqlServiceUrl: url, mongoServiceUrl: url, internalSecret: '6f1ed002ab5595859014ebf0951522d9f0a9a2e4c8f7d3b16f1ed002ab559585', subject: 'api', clock: systemClock, random: Math.random,
    warn: (event, { service, operation, requestId, attempt, state }) => told.push([event, service, operation ?? state, attempt ?? null, requestId ?? null]),
  });
  onTestFinished(() => services.close());
  const ask = () => services.mongo.listUsers({ query: { limit: 1 } }, { requestId: 'req_1' });
  await expect(ask()).rejects.toThrow(ServiceUnavailableError);
  await expect(ask()).rejects.toThrow(ServiceUnavailableError);
  const again = (attempt: number) => ['service.retrying', 'mongo-service', 'listUsers', attempt, 'req_1'];
  expect(told).toEqual([again(1), again(2), again(1), ['service.circuit', 'mongo-service', 'open', null, null], again(2)]);
});
