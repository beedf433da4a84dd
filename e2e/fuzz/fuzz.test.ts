import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { apiCallers, createApiCallers, createServiceCallers, serviceCallers, type ApiCaller } from './callers.ts';
import { seed } from './seed.ts';
import { startFuzzedProduct, type FuzzedProduct } from './start-fuzzed-product.ts';
import { openTargets, type TargetName } from './targets.ts';
import { tryOperations, type Caller, type Tally } from './try-operations.ts';

/** Among all the other tests: little, and always the same. `npm run fuzz` does much, and every time something else. */
const quick = { numRuns: 1, seed: 20_261 };
const MAX_DURATION_MS = 30 * 60_000;
const { numRuns } = fc.readConfigureGlobal();
const parameters = numRuns === undefined ? quick : { numRuns };

const guardedServices = ['sql-service', 'mongo-service'] as const;
const targetNames: readonly TargetName[] = ['api', ...guardedServices, 'vendor-simulator'];
/** Operations that are never refused: they take nothing that could be wrong, from anybody. */
const neverRefused: Record<TargetName, readonly string[]> = {
  'api': ['listAuthMethods', 'getHealth', 'getReadiness', 'getMetrics', 'getOpenApiDocument'],
  'sql-service': [],
  'mongo-service': [],
  'vendor-simulator': ['getHealth', 'getReadiness', 'getMetrics', 'listSettings'],
};

let fuzzed: FuzzedProduct;
let targets: Awaited<ReturnType<typeof openTargets>>;
let callers: Record<ApiCaller, Caller>;
const tallies: Record<TargetName, Tally> = { 'api': new Map(), 'sql-service': new Map(), 'mongo-service': new Map(), 'vendor-simulator': new Map() };
beforeAll(async () => {
  fuzzed = await startFuzzedProduct(inject('documentStoreUri'));
  targets = await openTargets(fuzzed, await seed(fuzzed));
  callers = createApiCallers(fuzzed);
});
afterAll(() => fuzzed.stop());

describe('whatever is sent is answered with sense, and a refusal changes nothing', () => {
  it.each(apiCallers)(
    'to the API by %s, which leaves the tables of others alone',
    async (name) => {
      const before = await targets.readSql();
      await tryOperations(targets.api, callers[name], tallies.api, parameters);
      expect(await targets.readSql()).toEqual(before);
    },
    MAX_DURATION_MS,
  );

  it.each(guardedServices.flatMap((service) => serviceCallers.map((name) => ({ service, name }))))(
    'to the $service by $name',
    async ({ service, name }) => {
      await expect(tryOperations(targets[service], createServiceCallers(fuzzed, service)[name], tallies[service], parameters)).resolves.toBeUndefined();
    },
    MAX_DURATION_MS,
  );

  it('to the vendor simulator', async () => {
    await expect(tryOperations(targets['vendor-simulator'], callers.nobody, tallies['vendor-simulator'], parameters)).resolves.toBeUndefined();
  }, MAX_DURATION_MS);
});

it.each(targetNames)('each operation of the %s was let in at least once, and refused at least once', (name) => {
  const counts = targets[name].operations.map(({ operationId }) => ({ operationId, ...(tallies[name].get(operationId) ?? { accepted: 0, refused: 0 }) }));
  expect(counts.filter(({ accepted }) => accepted === 0)).toEqual([]);
  expect(counts.filter(({ refused }) => refused === 0).map(({ operationId }) => operationId)).toEqual(neverRefused[name]);
});
