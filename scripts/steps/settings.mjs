import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Problem } from './problem.mjs';

const EXIT_CONFIGURATION = 78;

/** @typedef {Awaited<ReturnType<typeof loadSettings>>} Settings */
/** @typedef {{ port: number, host: string, process: string, variable: string }} PortUse */

/**
 * What the processes are about to run with, read by the same code as they use. Every problem of every process at once.
 * @param {string} root
 */
export async function loadSettings(root) {
  const envFile = join(root, '.env');
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  /** @type {typeof import('../../packages/config/src/index.ts')} */
  const config = await import(pathToFileURL(join(root, '.cache', 'config.mjs')).href);
  const environment = withLocalDefaults(process.env);
  /** @type {Set<string>} */
  const problems = new Set();
  /** @type {<Result>(load: () => Result) => Result | undefined} */
  const attempt = (load) => {
    try {
      return load();
    } catch (error) {
      if (!(error instanceof config.ConfigurationError)) throw error;
      for (const problem of error.problems) problems.add(problem);
      return undefined;
    }
  };
  const api = attempt(() => config.loadApiConfig(environment));
  const worker = attempt(() => config.loadWorkerConfig(environment));
  const scheduler = attempt(() => config.loadSchedulerConfig(environment));
  const local = attempt(() => config.loadLocalServicesConfig(environment));
  const { SQL_SERVICE_URL: sqlServiceUrl, MONGO_SERVICE_URL: mongoServiceUrl } = environment;
  const sqlService = isGiven(sqlServiceUrl) ? null : attempt(() => config.loadSqlServiceConfig(environment));
  const mongoService = isGiven(mongoServiceUrl) ? null : attempt(() => config.loadMongoServiceConfig(environment));
  const vendorSimulator = isGiven(environment['VENDORS']) || environment['NODE_ENV'] === 'production' ? null : attempt(() => config.loadVendorSimulatorConfig(environment));
  if (api === undefined || worker === undefined || scheduler === undefined || local === undefined || sqlService === undefined || mongoService === undefined || vendorSimulator === undefined) {
    throw new Problem(['The configuration is not usable:', ...[...problems].map((problem) => `  - ${problem}`)].join('\n'), { exitCode: EXIT_CONFIGURATION });
  }
  return { api, worker, scheduler, sqlService, mongoService, vendorSimulator, local, dataDirectory: resolve(root, api.dataDirectory), providesLocally: Object.values(local.provide).some(Boolean) };
}

/**
 * The development login is on by default on one's own machine; ecosystem.config.js does the same.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
export function withLocalDefaults(environment) {
  return isGiven(environment['AUTH_DEV_LOGIN']) || environment['NODE_ENV'] === 'production' ? environment : { ...environment, AUTH_DEV_LOGIN: 'true' };
}

/** @type {(value: string | undefined) => boolean} */
const isGiven = (value) => (value ?? '') !== '';

/**
 * Every port this start will listen on, and the variable that moves it.
 * @param {Settings} settings
 * @param {number[]} workerMetricsPorts one for each worker
 * @returns {PortUse[]}
 */
export function portsOf({ api, worker, scheduler, sqlService, mongoService, vendorSimulator, local, providesLocally }, workerMetricsPorts) {
  const loopback = '127.0.0.1';
  return [
    { port: api.port, host: api.host, process: 'api', variable: 'API_PORT' },
    ...workerMetricsPorts.map((port) => ({ port, host: worker.host, process: 'worker', variable: 'WORKER_METRICS_PORT' })),
    { port: scheduler.metricsPort, host: scheduler.host, process: 'scheduler', variable: 'SCHEDULER_METRICS_PORT' },
    ...(sqlService === null ? [] : [{ port: sqlService.port, host: sqlService.host, process: 'sql-service', variable: 'SQL_SERVICE_PORT' }]),
    ...(mongoService === null ? [] : [{ port: mongoService.port, host: mongoService.host, process: 'mongo-service', variable: 'MONGO_SERVICE_PORT' }]),
    ...(vendorSimulator === null ? [] : [{ port: vendorSimulator.port, host: vendorSimulator.host, process: 'vendor-simulator', variable: 'VENDOR_SIMULATOR_PORT' }]),
    ...(providesLocally ? [{ port: local.port, host: loopback, process: 'local-services', variable: 'LOCAL_SERVICES_PORT' }] : []),
    ...(local.provide.redis ? [{ port: local.redisPort, host: loopback, process: 'Redis', variable: 'LOCAL_REDIS_PORT' }] : []),
    ...(local.provide.documentStore ? [{ port: local.documentStorePort, host: loopback, process: 'the document store', variable: 'LOCAL_MONGO_PORT' }] : []),
    ...(local.provide.mailSandbox ? [{ port: local.smtpPort, host: loopback, process: 'the mail sandbox', variable: 'LOCAL_SMTP_PORT' }] : []),
  ];
}
