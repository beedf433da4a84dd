import { randomUUID } from 'node:crypto';
import { systemClock } from '@carillon/domain';
import { createInternalTokens, createMongoServiceClient, createSqlServiceClient, type MongoServiceClient, type SqlServiceClient } from '@carillon/service-clients';
import { COMPILE_ONCE, createTempDirectory, findFreePort, startProcess, type TestProcess } from '@carillon/testing';

export interface Stack {
  url: string;
  /** Where users, payments and verifications come from: to put there what a test looks at. */
  mongoService: MongoServiceClient;
  sqlService: SqlServiceClient;
  /** Where the simulated vendors are told what to do. */
  vendorSimulatorUrl: string;
  stop(): Promise<void>;
}

/** The product as `npm start` runs it, on ports and in a directory of its own: nothing given, everything local. */
export async function startStack(): Promise<Stack> {
  const directory = await createTempDirectory('browser');
  const [api, worker, scheduler, services, redis, mongo, smtp, sqlPort, mongoPort, vendorPort] = await Promise.all(Array.from({ length: 10 }, findFreePort));
  const internalSecret = randomUUID() + randomUUID();
  const environment = {
    NODE_ENV: 'test',
    DATA_DIR: directory.path,
    API_PORT: String(api),
    WORKER_METRICS_PORT: String(worker),
    SCHEDULER_METRICS_PORT: String(scheduler),
    LOCAL_SERVICES_PORT: String(services),
    LOCAL_REDIS_PORT: String(redis),
    LOCAL_MONGO_PORT: String(mongo),
    LOCAL_SMTP_PORT: String(smtp),
    SQL_SERVICE_PORT: String(sqlPort),
    MONGO_SERVICE_PORT: String(mongoPort),
    VENDOR_SIMULATOR_PORT: String(vendorPort),
    INTERNAL_JWT_SECRET: internalSecret,
    // Reminders go out at whatever hour the tests run.
    QUIET_HOURS: 'off',
    AUTH_DEV_LOGIN: 'true',
    RATE_LIMIT_PER_MINUTE: '100000',
  };
  const processes: TestProcess[] = [];
  const start = async (app: string, port: number | undefined) => {
    processes.unshift(await startProcess(app, environment, `http://127.0.0.1:${port}/readyz`, [COMPILE_ONCE]));
  };
  // In this order: each needs what came before it, and they are stopped the other way round.
  await start('local-services', services);
  await start('sql-service', sqlPort);
  await start('mongo-service', mongoPort);
  await start('vendor-simulator', vendorPort);
  await start('api', api);
  await start('worker', worker);
  await start('scheduler', scheduler);
  const calls = { tokens: createInternalTokens({ secret: internalSecret, subject: 'api', clock: systemClock }), clock: systemClock, random: Math.random };
  const dataServices = {
    mongoService: createMongoServiceClient({ ...calls, baseUrl: `http://127.0.0.1:${mongoPort}` }),
    sqlService: createSqlServiceClient({ ...calls, baseUrl: `http://127.0.0.1:${sqlPort}` }),
  };
  return {
    url: `http://127.0.0.1:${api}`,
    ...dataServices,
    vendorSimulatorUrl: `http://127.0.0.1:${vendorPort}`,
    async stop() {
      dataServices.mongoService.close();
      dataServices.sqlService.close();
      for (const process of processes) await process.stop();
      await directory.remove();
    },
  };
}
