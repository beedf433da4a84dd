import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findFreePort } from '@carillon/testing';
import { z } from 'zod';
import { shiftFile } from './clock-shifts.ts';
import { supervise, type SupervisedProcess } from './supervised-process.ts';
import { startTcpProxy } from './tcp-proxy.ts';

const root = join(import.meta.dirname, '../../..');
/** Those whose wall clock can be shifted: all that Node.js runs. */
export const shiftable = ['api', 'worker-1', 'worker-2', 'scheduler', 'sql-service', 'mongo-service', 'document-store', 'vendor-simulator'] as const;
export type Shiftable = (typeof shiftable)[number];
/** Each check has two seconds itself. */
const READY_ANSWER_MS = 5_000;
const Readiness = z.object({ degraded: z.boolean().default(false) });

export interface Places {
  /** For logs and clocks. */
  directory: string;
  /** What the product calls `DATA_DIR`. */
  dataDirectory: string;
  documentStoreDirectory: string;
  mongodbUri: string;
  documentStorePort: number;
  redisUrl: string;
  smtpUrl: string;
  random: () => number;
}

/** Every process of the product that a restart of one must leave alone, as `ecosystem.config.js` runs them, with short times. */
export async function startProductProcesses(places: Places) {
  const [api, sql, mongo, vendor, workerOne, workerTwo, scheduler, local] = await Promise.all(Array.from({ length: 8 }, () => findFreePort()));
  const url = (port: number | undefined, path = '') => `http://127.0.0.1:${port}${path}`;
  const lineTo = (port: number | undefined) => startTcpProxy(port ?? 0, places.random);
  const lines = { sqlService: await lineTo(sql), mongoService: await lineTo(mongo), vendor: await lineTo(vendor), receipts: await lineTo(api) };
  const internalSecret = randomUUID() + randomUUID();
  const environment = {
    PATH: process.env['PATH'] ?? '', NODE_ENV: 'test', LOG_FORMAT: 'json', LOG_LEVEL: 'info', DATA_DIR: places.dataDirectory,
    REDIS_URL: places.redisUrl, MONGODB_URI: places.mongodbUri, SMTP_URL: places.smtpUrl,
    API_PORT: String(api), SQL_SERVICE_PORT: String(sql), MONGO_SERVICE_PORT: String(mongo), VENDOR_SIMULATOR_PORT: String(lines.vendor.port),
    SQL_SERVICE_URL: url(lines.sqlService.port), MONGO_SERVICE_URL: url(lines.mongoService.port), VENDOR_SIMULATOR_CALLBACK_URL: url(lines.receipts.port),
    INTERNAL_JWT_SECRET: internalSecret, AUTH_DEV_LOGIN: 'true', RATE_LIMIT_PER_MINUTE: '100000', QUIET_HOURS: 'off',
    MAINTENANCE_INTERVAL_SECONDS: '2', WORKER_CONCURRENCY: '20', SMTP_MAX_CONNECTIONS: '40',
    SEND_TIMEOUT_MS: '3000', SEND_RETRY_BASE_MS: '1000', SEND_RETRY_MAX_MS: '4000', SEND_MAX_ATTEMPTS: '8', VENDOR_TIMEOUT_MS: '3000', VENDOR_RECEIPT_TIMEOUT_MS: '4000', SHUTDOWN_TIMEOUT_MS: '5000',
  };
  const start = (name: string, app: string, overrides: Record<string, string>, ready: string) => {
    const bundle = join(root, 'apps', app, 'dist/main.js');
    if (!existsSync(bundle)) throw new Error(`${bundle} is missing: run "npm run build" first`);
    return supervise({
      name,
      program: process.execPath,
      args: ['--enable-source-maps', '--import', pathToFileURL(join(import.meta.dirname, 'shift-clock.mjs')).href, bundle],
      env: { ...environment, CLOCK_SHIFT_FILE: shiftFile(places.directory, name), ...overrides },
      logFile: join(places.directory, `${name}.log`),
      ready: () => isReady(ready),
    });
  };
  // Without a PATH it finds no mongod: the embedded store is what is tried here.
  const documentStore = start('document-store', 'local-services', { MONGODB_URI: '', PATH: '', DATA_DIR: places.documentStoreDirectory, LOCAL_MONGO_PORT: String(places.documentStorePort), LOCAL_SERVICES_PORT: String(local) }, url(local, '/readyz'));
  await documentStore.untilReady();
  const processes = {
    'document-store': documentStore,
    'sql-service': start('sql-service', 'sql-service', {}, url(sql, '/readyz')),
    'mongo-service': start('mongo-service', 'mongo-service', {}, url(mongo, '/readyz')),
    'vendor-simulator': start('vendor-simulator', 'vendor-simulator', { VENDOR_SIMULATOR_PORT: String(vendor) }, url(vendor, '/readyz')),
    'api': start('api', 'api', {}, url(api, '/readyz')),
    'worker-1': start('worker-1', 'worker', { WORKER_METRICS_PORT: String(workerOne) }, url(workerOne, '/readyz')),
    'worker-2': start('worker-2', 'worker', { WORKER_METRICS_PORT: String(workerTwo) }, url(workerTwo, '/readyz')),
    'scheduler': start('scheduler', 'scheduler', { SCHEDULER_METRICS_PORT: String(scheduler) }, url(scheduler, '/readyz')),
  } satisfies Record<string, SupervisedProcess>;
  await Promise.all(Object.values(processes).map((process) => process.untilReady()));
  return { processes, lines, apiUrl: url(api), vendorUrl: url(vendor), sqlServiceUrl: url(sql), mongoServiceUrl: url(mongo), internalSecret, vendorRecord: join(places.dataDirectory, 'vendor-simulator', 'messages.jsonl') };
}

/** An API that does without Redis for a while calls itself ready, and degraded: that is no rest. */
async function isReady(address: string): Promise<boolean> {
  const response = await fetch(address, { signal: AbortSignal.timeout(READY_ANSWER_MS) });
  const said = Readiness.parse(await response.json());
  return response.ok && !said.degraded;
}
