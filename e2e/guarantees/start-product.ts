import { randomBytes, randomUUID } from 'node:crypto';
import { createTempDirectory, findFreePort, startProcess, startTestRedis, type TestProcess, type TestRedis } from '@carillon/testing';
import { CreatedApiKey, NotificationDetail, systemClock, type ApiKeyScope } from '@carillon/domain';
import { createInternalTokens, createMongoServiceClient, createSqlServiceClient, type MongoServiceClient, type SqlServiceClient } from '@carillon/service-clients';

/** As ecosystem.config.js and the images start them. */
const API_NODE_OPTIONS = '--max-semi-space-size=32';
export const WORKER_NODE_OPTIONS = '--max-old-space-size=384 --max-semi-space-size=32';

export interface Answer {
  status: number;
  body: unknown;
  headers: Headers;
}

/** The product as it runs in production: bundles in processes of their own, with a Redis that can be stopped. */
export interface Product {
  apiUrl: string;
  mongodbUri: string;
  /** What every process of it is told. */
  environment: Readonly<Record<string, string>>;
  redis: TestRedis;
  /** Calls the API as an admin. */
  call(method: string, path: string, options?: { body?: unknown; headers?: Record<string, string> }): Promise<Answer>;
  createApiKey(scopes: readonly ApiKeyScope[]): Promise<string>;
  notification(id: string): Promise<NotificationDetail>;
  api: TestProcess;
  /** After the first one was killed: on the same port, with the same data. */
  startApi(): Promise<TestProcess>;
  startWorker(environment?: Record<string, string>): Promise<TestProcess>;
  startScheduler(): Promise<TestProcess>;
  /** Where users and payments come from; always on the same port, so that a restarted one is found again. */
  startSqlService(): Promise<TestProcess>;
  startMongoService(): Promise<TestProcess>;
  /** Stands in for the vendors; always on the same port. */
  startVendorSimulator(): Promise<TestProcess>;
  vendorSimulatorUrl: string;
  sqlService: SqlServiceClient;
  mongoService: MongoServiceClient;
  restartRedis(): Promise<void>;
  stop(): Promise<void>;
}

export interface ProductOptions {
  mongodbServer: string;
  smtpUrl: string;
  environment?: Record<string, string>;
  /** Messages per second that a single vendor, the simulator as `fast-vendor`, takes; left out: the two that come with the product. */
  vendorRatePerSecond?: number;
}

export async function startProduct(options: ProductOptions): Promise<Product> {
  const directory = await createTempDirectory('product');
  let redis = await startTestRedis({ directory: directory.path });
  const [apiPort, sqlPort, mongoPort, vendorPort] = [await findFreePort(), await findFreePort(), await findFreePort(), await findFreePort()];
  const internalSecret = randomUUID() + randomUUID();
  const processes: TestProcess[] = [];
  const environment = {
    NODE_ENV: 'test',
    DATA_DIR: directory.path,
    REDIS_URL: redis.url,
    MONGODB_URI: withDatabase(options.mongodbServer, `guarantees-${randomUUID()}`),
    SMTP_URL: options.smtpUrl,
    API_PORT: String(apiPort),
    SQL_SERVICE_PORT: String(sqlPort),
    MONGO_SERVICE_PORT: String(mongoPort),
    VENDOR_SIMULATOR_PORT: String(vendorPort),
    INTERNAL_JWT_SECRET: internalSecret,
    // Nobody reads that a request was answered; writing it down, tens of thousands of times, is work.
    LOG_LEVEL: 'warn',
    QUIET_HOURS: 'off',
    AUTH_DEV_LOGIN: 'true',
    RATE_LIMIT_PER_MINUTE: '100000',
    // Every round is work, in every product that runs beside this one.
    MAINTENANCE_INTERVAL_SECONDS: '2',
    SEND_RETRY_BASE_MS: '200',
    SEND_TIMEOUT_MS: '2000',
    ...(options.vendorRatePerSecond === undefined ? {} : { VENDORS: JSON.stringify([fastVendor(vendorPort, options.vendorRatePerSecond)]) }),
    ...options.environment,
  };
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  const start = async (app: string, overrides: Record<string, string>, readyUrl: string) => {
    const process = await startProcess(app, { ...environment, ...overrides }, readyUrl);
    processes.push(process);
    return process;
  };
  const startApi = () => start('api', { NODE_OPTIONS: API_NODE_OPTIONS }, `${apiUrl}/healthz`);
  const api = await startApi();
  const signIn = await fetch(`${apiUrl}/api/v1/auth/dev-login`, { method: 'POST' });
  if (!signIn.ok) throw new Error(`Signing in failed with ${signIn.status}: ${await signIn.text()}`);
  const { token } = (await signIn.json()) as { token: string };

  const call: Product['call'] = async (method, path, { body, headers } = {}) => {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: response.headers.get('content-type')?.startsWith('text/csv') ? await response.text() : await response.json().catch(() => null) };
  };

  const services = { tokens: createInternalTokens({ secret: internalSecret, subject: 'api', clock: systemClock }), clock: systemClock, random: Math.random };

  return {
    apiUrl,
    api,
    startApi,
    mongodbUri: environment.MONGODB_URI,
    environment,
    get redis() {
      return redis;
    },
    call,
    async createApiKey(scopes) {
      return CreatedApiKey.parse((await call('POST', '/api/v1/api-keys', { body: { name: 'Test client', scopes } })).body).key;
    },
    notification: async (id) => NotificationDetail.parse((await call('GET', `/api/v1/notifications/${id}`)).body),
    async startWorker(overrides = {}) {
      const port = String(await findFreePort());
      return start('worker', { NODE_OPTIONS: WORKER_NODE_OPTIONS, WORKER_METRICS_PORT: port, ...overrides }, `http://127.0.0.1:${port}/readyz`);
    },
    async startScheduler() {
      const port = String(await findFreePort());
      return start('scheduler', { SCHEDULER_METRICS_PORT: port }, `http://127.0.0.1:${port}/readyz`);
    },
    startSqlService: () => start('sql-service', {}, `http://127.0.0.1:${sqlPort}/readyz`),
    startMongoService: () => start('mongo-service', {}, `http://127.0.0.1:${mongoPort}/readyz`),
    startVendorSimulator: () => start('vendor-simulator', {}, `http://127.0.0.1:${vendorPort}/readyz`),
    vendorSimulatorUrl: `http://127.0.0.1:${vendorPort}`,
    sqlService: createSqlServiceClient({ ...services, baseUrl: `http://127.0.0.1:${sqlPort}` }),
    mongoService: createMongoServiceClient({ ...services, baseUrl: `http://127.0.0.1:${mongoPort}` }),
    async restartRedis() {
      redis = await startTestRedis({ directory: directory.path, port: redis.port });
    },
    async stop() {
      await Promise.all(processes.map((process) => process.kill()));
      await redis.kill();
      await directory.remove();
    },
  };
}

function fastVendor(port: number, ratePerSecond: number) {
  return { name: 'fast-vendor', url: `http://127.0.0.1:${port}/fast-vendor`, secret: `whsec_${randomBytes(32).toString('base64')}`, ratePerSecond };
}

function withDatabase(server: string, database: string): string {
  const uri = new URL(server);
  uri.pathname = `/${database}`;
  return uri.href;
}
