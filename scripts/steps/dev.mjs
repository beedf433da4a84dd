import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { checkPorts } from './check-ports.mjs';
import { installPackages } from './install-packages.mjs';
import { endProcesses, leftDatabase } from './leftovers.mjs';
import { Problem } from './problem.mjs';
import { ensureProgram, REDIS } from './programs.mjs';
import { loadSettings, portsOf, withLocalDefaults } from './settings.mjs';
import { createStopSignal } from './stop-signal.mjs';
import { terminalOf } from './terminal.mjs';

const root = resolve(import.meta.dirname, '../..');
const VITE_PORT = 4001;

/** `npm run dev`: every process from its source, started again when that changes; the dashboard by Vite's own server. */
export async function develop() {
  const terminal = terminalOf(process.stdout);
  try {
    process.chdir(root);
    await terminal.step('Packages', () => installPackages({ root }));
    const { buildConfig } = await import('./build.mjs');
    await buildConfig();
    const settings = await loadSettings(root);
    if (settings.local.provide.redis) await terminal.step('Redis', () => ensureProgram(REDIS));
    const vite = { port: VITE_PORT, host: '127.0.0.1', process: 'Vite', variable: 'its port in apps/dashboard/vite.config.ts' };
    await terminal.step('Ports', () => checkPorts([...portsOf(settings, [settings.worker.metricsPort]), vite]));
    terminal.say(`\n  ${terminal.bold(`http://127.0.0.1:${VITE_PORT}`)}  dashboard with hot reload; the API behind it is on port ${settings.api.port}\n`);
    await runUntilSignal(settings);
  } catch (error) {
    terminal.fail(error);
    process.exitCode = error instanceof Problem ? error.exitCode : 1;
  }
}

/** @param {import('./settings.mjs').Settings} settings */
async function runUntilSignal(settings) {
  const stopping = createStopSignal();
  const tsx = createRequire(join(root, 'package.json')).resolve('tsx/cli');
  /** @type {(app: string) => string[]} */
  const watch = (app) => [tsx, 'watch', '--clear-screen=false', join('apps', app, 'src/main.ts')];
  const dataServices = [...(settings.sqlService === null ? [] : ['sql-service']), ...(settings.mongoService === null ? [] : ['mongo-service']), ...(settings.vendorSimulator === null ? [] : ['vendor-simulator'])];
  const local = settings.providesLocally ? [run(watch('local-services'), root)] : [];
  const others = [
    ...['api', 'worker', 'scheduler', ...dataServices].map((app) => run(watch(app), root)),
    run([join(root, 'apps/dashboard/node_modules/vite/bin/vite.js')], join(root, 'apps/dashboard')),
  ];
  await new Promise((stop) => stopping.addEventListener('abort', stop, { once: true }));
  // The others first: they finish their work with Redis and the document store still there.
  for (const group of [others, local]) {
    for (const child of group) child.kill('SIGTERM');
    await Promise.all(group.map((child) => child.ended));
  }
  await endProcesses(['redis', 'mongod'].flatMap((server) => leftDatabase(join(settings.dataDirectory, server))));
}

/** @type {(args: string[], cwd: string) => { kill(signal: NodeJS.Signals): void, ended: Promise<unknown> }} */
function run(args, cwd) {
  // A group of its own: Ctrl-C is for this script, which then stops everything in order.
  const child = spawn(process.execPath, args, { cwd, detached: true, stdio: ['ignore', 'inherit', 'inherit'], env: { ...withLocalDefaults(process.env), LOG_FORMAT: 'pretty' } });
  const ended = new Promise((done) => child.on('close', done));
  return { kill: (signal) => void child.kill(signal), ended };
}
