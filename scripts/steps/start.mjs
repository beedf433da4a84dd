import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { buildWhenChanged } from './build-when-changed.mjs';
import { checkPorts, isCarillon } from './check-ports.mjs';
import { createCrashWatch } from './crash-watch.mjs';
import { followLogs, lastLines, noteworthy, rotateLog, sizeOf, startFailure } from './follow-logs.mjs';
import { installPackages } from './install-packages.mjs';
import { leftDatabase } from './leftovers.mjs';
import { Problem } from './problem.mjs';
import { startProcessManager } from './process-manager.mjs';
import { ensureProgram, REDIS } from './programs.mjs';
import { loadSettings, portsOf } from './settings.mjs';
import { createStopSignal } from './stop-signal.mjs';
import { terminalOf } from './terminal.mjs';
import { waitUntilReady } from './wait-until-ready.mjs';

const root = resolve(import.meta.dirname, '../..');
const READY_WITHIN_MS = 90_000;
const CRASH_LIMIT = 3;

/** @typedef {{ name: string, env: Record<string, string>, out_file: string }} App */

/** `npm start`: from a fresh clone to running processes, and back to none when a signal comes. */
export async function start() {
  const terminal = terminalOf(process.stdout);
  const stopping = createStopSignal();
  try {
    process.exitCode = await run(terminal, stopping);
  } catch (error) {
    process.exitCode = error instanceof Problem ? error.exitCode : 1;
    if (stopping.aborted) terminal.say('Stopped before it was up.');
    else terminal.fail(error);
  }
}

/**
 * @param {import('./terminal.mjs').Terminal} terminal
 * @param {AbortSignal} signal
 */
async function run(terminal, signal) {
  process.chdir(root);
  terminal.say(terminal.bold('Carillon'));
  await terminal.step('Packages', () => installPackages({ root, signal }));
  await terminal.step('Build', () => buildWhenChanged({ root, signal }));
  const settings = await loadSettings(root);
  if (settings.local.provide.redis) await terminal.step('Redis', () => ensureProgram(REDIS, { signal }));
  /** @type {{ apps: App[] }} */
  const { apps } = createRequire(import.meta.url)(join(root, 'ecosystem.config.js'));
  const workerPorts = apps.flatMap(({ env }) => (env['WORKER_METRICS_PORT'] === undefined ? [] : [Number(env['WORKER_METRICS_PORT'])]));
  await refuseSecondStart(settings);
  // What a killed start left behind is no obstacle: local-services stops it before it takes the port.
  const left = { Redis: leftDatabase(join(settings.dataDirectory, 'redis')), 'the document store': leftDatabase(join(settings.dataDirectory, 'mongod')) };
  const ports = portsOf(settings, workerPorts).filter(({ process: name }) => !Object.entries(left).some(([database, pids]) => database === name && pids.length > 0));
  await terminal.step('Ports', () => checkPorts(ports));
  signal.throwIfAborted();

  const { dataDirectory } = settings;
  for (const app of apps) rotateLog(app.out_file);
  const logs = new Map(apps.map((app) => [app.name, app.out_file]));
  let starting = true;
  const unfollow = followLogs(logs, (name, line) => {
    const text = starting ? null : noteworthy(name, line);
    if (text !== null) terminal.warn(text);
  });
  const manager = startProcessManager({ root, dataDirectory, shutdownTimeoutMs: settings.api.shutdownTimeoutMs });
  const failed = watchForFailure(manager, logs, () => starting, terminal);
  const interrupted = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  // The end of one start's work must not be reported as another failure while everything is being stopped.
  failed.catch(() => undefined);

  try {
    for (const app of apps.toReversed()) {
      await terminal.step(app.name, () =>
        Promise.race([waitUntilReady({ name: app.name, url: readinessUrl(app, settings), withinMs: READY_WITHIN_MS, signal }), failed]),
      );
    }
    starting = false;
    welcome(terminal, settings);
    await Promise.race([interrupted, failed]);
    return 0;
  } finally {
    starting = true;
    await terminal.step('Stopping', () => manager.stop());
    unfollow();
  }
}

/** @param {import('./settings.mjs').Settings} settings */
async function refuseSecondStart({ api }) {
  const origin = originOf(api.host, api.port);
  if (!(await isCarillon(origin))) return;
  throw new Problem(`Carillon already runs at ${origin}: stop it first (Ctrl-C in its terminal). To run a second one give it its own DATA_DIR, API_PORT and the other ports of .env.example.`);
}

/**
 * Rejects when a process can't be started, or PM2 itself ends; afterwards tells of processes that ended and come again.
 * @param {ReturnType<typeof startProcessManager>} manager
 * @param {ReadonlyMap<string, string>} logs
 * @param {() => boolean} isStarting
 * @param {import('./terminal.mjs').Terminal} terminal
 * @returns {Promise<never>}
 */
function watchForFailure(manager, logs, isStarting, terminal) {
  const givesUp = createCrashWatch(CRASH_LIMIT);
  const before = new Map([...logs].map(([name, file]) => [name, sizeOf(file)]));
  return new Promise((_resolve, reject) => {
    manager.events.on('exit', (exit) => {
      const file = logs.get(exit.name) ?? '';
      if (!isStarting()) terminal.warn(`${exit.name}  ${exit.signal === null ? `ended with code ${exit.code}` : `was ended by ${exit.signal}`} and is started again; see ${shown(file)}`);
      else if (givesUp(exit)) {
        const lines = lastLines(file, 12, before.get(exit.name));
        const reason = startFailure(lines);
        const quoted = [`${exit.name} does not start (code ${exit.code}). The end of ${shown(file)}:`, ...lines.map((line) => `  ${line}`)];
        reject(new Problem(reason === null ? quoted.join('\n') : `${exit.name} does not start. ${reason}\nMore is in ${shown(file)}.`, { exitCode: exit.code }));
      }
    });
    manager.events.on('end', () => reject(new Problem(['PM2 has ended:', ...manager.output.slice(-12)].join('\n'))));
  });
}

/** @type {(app: App, settings: import('./settings.mjs').Settings) => string} */
function readinessUrl({ name, env }, { api, worker, scheduler, sqlService, mongoService, vendorSimulator, local }) {
  if (name === 'api') return `${originOf(api.host, api.port)}/readyz`;
  if (name === 'scheduler') return `${originOf(scheduler.host, scheduler.metricsPort)}/readyz`;
  if (name === 'sql-service' && sqlService !== null) return `${originOf(sqlService.host, sqlService.port)}/readyz`;
  if (name === 'mongo-service' && mongoService !== null) return `${originOf(mongoService.host, mongoService.port)}/readyz`;
  if (name === 'vendor-simulator' && vendorSimulator !== null) return `${originOf(vendorSimulator.host, vendorSimulator.port)}/readyz`;
  if (name === 'local-services') return `${originOf('127.0.0.1', local.port)}/readyz`;
  return `${originOf(worker.host, Number(env['WORKER_METRICS_PORT']))}/readyz`;
}

/** @type {(host: string, port: number) => string} where a process that listens on `host` can be reached from here */
function originOf(host, port) {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** @type {(file: string) => string} as a person at the project's directory would name it */
function shown(file) {
  const path = relative(root, file);
  return path.startsWith('..') ? file : path;
}

/** @type {(terminal: import('./terminal.mjs').Terminal, settings: import('./settings.mjs').Settings) => void} */
function welcome(terminal, { api, local, dataDirectory }) {
  const signIn = api.auth.devLogin ? 'as admin with the development login, one click and no password' : 'with your e-mail address and password';
  const mail = local.provide.mailSandbox ? `${api.publicUrl}/inbox   every mail stays on this machine` : 'is really delivered';
  terminal.say(
    [
      '',
      `  ${terminal.bold('Dashboard')}   ${terminal.bold(api.publicUrl)}`,
      `  Sign in     ${signIn}`,
      `  Mail        ${mail}`,
      `  REST API    ${api.publicUrl}/docs`,
      `  Logs        ${shown(join(dataDirectory, 'logs'))}/   warnings and errors also appear below`,
      `  Stop        Ctrl-C`,
      '',
    ].join('\n'),
  );
}
