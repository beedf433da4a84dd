// What PM2 runs: `npm start` uses it with pm2-runtime, a server of one's own with `pm2 start ecosystem.config.js`.
// CommonJS, because PM2 loads it with require.
const { existsSync } = require('node:fs');
const { join, resolve } = require('node:path');

const root = __dirname;
if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));

const isSet = (name) => (process.env[name] ?? '') !== '';
const production = process.env.NODE_ENV === 'production';
const dataDirectory = resolve(root, process.env.DATA_DIR || '.data');
const shutdownTimeoutMs = Number(process.env.SHUTDOWN_TIMEOUT_MS || 20_000);
const workerInstances = Number(process.env.WORKER_INSTANCES || 1);
const workerMetricsPort = Number(process.env.WORKER_METRICS_PORT || 4010);

const everythingIsConfigured = isSet('REDIS_URL') && isSet('MONGODB_URI') && (isSet('SMTP_URL') || isSet('GMAIL_USER'));
const developmentLogin = production || isSet('AUTH_DEV_LOGIN') ? {} : { AUTH_DEV_LOGIN: 'true' };

/** The first worker has WORKER_METRICS_PORT itself; further ones stay clear of the other processes' ports behind it. */
const metricsPortOf = (index) => workerMetricsPort + (index === 0 ? 0 : 10 + index);

/** local-services waits for the others to finish before it ends, so it may take longer than they. */
const localServicesTimeoutMs = shutdownTimeoutMs + 10_000;

/**
 * What is made for a request or a message outlives some of V8's collections of what is young, as it waits for the disk. In a
 * larger nursery less of it is copied for that (docs/performance.md).
 */
const nursery = '--max-semi-space-size=32';

/**
 * A worker holds some 50 MiB. On a machine with much memory V8 would let garbage grow to several times that before it looks
 * (docs/performance.md); with a limit it looks earlier.
 */
const workerArgs = ['--max-old-space-size=384', nursery];

function processOf(app, { name = app, env = {}, timeoutMs = shutdownTimeoutMs, nodeArgs = [] } = {}) {
  const logFile = join(dataDirectory, 'logs', `${name}.log`);
  return {
    name,
    script: join('apps', app, 'dist', 'main.js'),
    cwd: root,
    exec_mode: 'fork',
    interpreter: process.execPath,
    node_args: ['--enable-source-maps', ...nodeArgs],
    env,
    wait_ready: true,
    listen_timeout: 20_000,
    // The process keeps its own deadline (SHUTDOWN_TIMEOUT_MS); PM2's SIGKILL is only for one that hangs.
    kill_timeout: timeoutMs + 5_000,
    exp_backoff_restart_delay: 200,
    // EX_CONFIG: a wrong configuration does not mend itself by restarting.
    stop_exit_codes: [78],
    out_file: logFile,
    error_file: logFile,
    merge_logs: true,
  };
}

const workers = Array.from({ length: workerInstances }, (_, index) =>
  processOf('worker', { nodeArgs: workerArgs, name: index === 0 ? 'worker' : `worker-${index + 1}`, env: { WORKER_METRICS_PORT: String(metricsPortOf(index)) } }),
);

module.exports = {
  apps: [
    processOf('api', { nodeArgs: [nursery], env: developmentLogin }),
    ...workers,
    processOf('scheduler'),
    // A company's own data services take the place of the reference ones.
    ...(isSet('SQL_SERVICE_URL') ? [] : [processOf('sql-service')]),
    ...(isSet('MONGO_SERVICE_URL') ? [] : [processOf('mongo-service')]),
    // Stands in for vendors where none are given; never in production.
    ...(production || isSet('VENDORS') ? [] : [processOf('vendor-simulator')]),
    // Last, so that PM2 stops it last. It ends its own servers in order; PM2 must not signal them past it.
    ...(everythingIsConfigured ? [] : [{ ...processOf('local-services', { timeoutMs: localServicesTimeoutMs, env: { SHUTDOWN_TIMEOUT_MS: String(localServicesTimeoutMs) } }), treekill: false }]),
  ],
};
