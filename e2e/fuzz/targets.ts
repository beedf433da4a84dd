import { systemClock } from '@carillon/domain';
import { createInternalTokens } from '@carillon/service-clients';
import { z } from 'zod';
import type { KnownValues } from './arbitrary-of.ts';
import { apiRecipes } from './good/api.ts';
import { mongoServiceRecipes } from './good/mongo-service.ts';
import { sqlServiceRecipes } from './good/sql-service.ts';
import { vendorSimulatorRecipes } from './good/vendor-simulator.ts';
import { readOperations } from './read-operations.ts';
import { ask, putLetterBack, tellVendor } from './seed.ts';
import { nextAddress } from './send.ts';
import type { FuzzedProduct } from './start-fuzzed-product.ts';
import { createLedger } from './stored/ledger.ts';
import { readAudit, readMongodb } from './stored/read-mongodb.ts';
import { readRedis } from './stored/read-redis.ts';
import { readSqlService } from './stored/read-sql-service.ts';
import { readVendorSimulator } from './stored/read-vendor-simulator.ts';
import { nothingCounted, type Hashes, type Snapshot } from './stored/snapshot.ts';
import { createFetchWaiter } from './stored/wait-for-fetch.ts';
import type { Target } from './try-operations.ts';
import { createWorkshop, type Recipes, type Workshop } from './workshop.ts';

export type TargetName = 'api' | 'sql-service' | 'mongo-service' | 'vendor-simulator';

/** Every service with an OpenAPI document: where it is, how good requests for it are made, and what it keeps. */
export async function openTargets(fuzzed: FuzzedProduct, known: KnownValues): Promise<Record<TargetName, Target> & { readSql(): Promise<Hashes> }> {
  const { product, database, redis, vendor, admin, secrets, serviceUrl } = fuzzed;
  const tokens = createInternalTokens({ secret: product.environment['INTERNAL_JWT_SECRET'] ?? '', subject: 'worker', clock: systemClock });
  const vendorUrl = serviceUrl('VENDOR_SIMULATOR_PORT');
  const readSql = () => readSqlService(serviceUrl('SQL_SERVICE_PORT'), () => tokens.tokenFor('sql-service'));
  const alone = async (hashes: Promise<Hashes>): Promise<Snapshot> => ({ hashes: await hashes, counted: nothingCounted });
  const target = async (url: string, { document = '/openapi.json', here = {}, recipes, make, read, ...facts }: TargetFacts): Promise<Target> => ({
    url,
    ...readOperations(await (await fetch(url + document)).json()),
    known: { ...known, ...here },
    recipes,
    shop: createWorkshop({ ...known, ...here }, make),
    ledger: createLedger({ read, readAudit: (requestIds) => readAudit(database, requestIds) }),
    secrets,
    writingReads: [],
    selfAdmitted: [],
    shown: {},
    latest: new Map(),
    ...facts,
  });
  const waitForFetch = createFetchWaiter(database);
  const giveUp = async (reason: string) => {
    const data = { requestId: null, payload: { slot: '' } };
    await database.connection.collection<{ _id: string }>('deadletters').insertOne({ _id: reason, queue: 'maintenance', jobName: 'maintenance.expire-leases', data, reason, attempts: 3, failedAt: new Date() } as { _id: string });
  };
  const signIn = async ({ email, password }: { email: string; password: string }) => {
    const response = await fetch(`${product.apiUrl}/api/v1/auth/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-forwarded-for': nextAddress() }, body: JSON.stringify({ email, password }) });
    return /carillon_session=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? '';
  };
  const messages = await Promise.all(['one', 'two'].map((reference) => askService(vendorUrl, {}, 'POST', `/${vendor.name}/messages`, { reference: `${reference}.1`, to: 'ada@example.com' })));

  return {
    readSql,
    'api': await target(product.apiUrl, {
      document: '/api/v1/openapi.json',
      recipes: apiRecipes({ vendor, admin, giveUp, signIn }),
      make: (method, path, body) => ask(product, method, path, body),
      async read() {
        const [mongodb, keys] = await Promise.all([readMongodb(database), readRedis(redis, 'carillon')]);
        return { ...mongodb, hashes: { ...mongodb.hashes, ...keys } };
      },
      writingReads: ['noteOpen', 'followLink'],
      selfAdmitted: ['changePassword'],
      after: { noteOpen: waitForFetch, followLink: waitForFetch, deleteTemplate: () => putLetterBack(product) },
      shown: { devLogin: ['a JWT'], createApiKey: ['an API key'] },
    }),
    'sql-service': await target(serviceUrl('SQL_SERVICE_PORT'), {
      recipes: sqlServiceRecipes,
      make: (method, path, body) => askService(serviceUrl('SQL_SERVICE_PORT'), { authorization: `Bearer ${tokens.tokenFor('sql-service')}` }, method, path, body),
      read: () => alone(readSql()),
    }),
    'mongo-service': await target(serviceUrl('MONGO_SERVICE_PORT'), {
      recipes: mongoServiceRecipes,
      make: (method, path, body) => askService(serviceUrl('MONGO_SERVICE_PORT'), { authorization: `Bearer ${tokens.tokenFor('mongo-service')}` }, method, path, body),
      read: () => readMongodb(database),
    }),
    'vendor-simulator': await target(vendorUrl, {
      here: { '': [vendor.name], 'messages': messages.map(({ id }) => String(id)), 'reference': ['one.1', 'two.1'] },
      recipes: vendorSimulatorRecipes,
      make: (method, path, body) => askService(vendorUrl, {}, method, path, body),
      read: () => alone(readVendorSimulator(product.environment['DATA_DIR'] ?? '')),
      after: { changeSettings: () => tellVendor(product), changeAllSettings: () => tellVendor(product) },
    }),
  };
}

type TargetFacts = Partial<Pick<Target, 'writingReads' | 'selfAdmitted' | 'shown' | 'after'>> & { document?: string; here?: KnownValues; recipes: Recipes; make: Workshop['make']; read: () => Promise<Snapshot> };

async function askService(url: string, headers: Record<string, string>, method: string, path: string, body: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(url + path, { method, headers: { 'content-type': 'application/json', ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`${method} ${path} was refused with ${response.status}: ${await response.text()}`);
  return z.looseObject({}).parse(await response.json());
}
