import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endProcesses, leftDatabase, notedProcesses } from './leftovers.mjs';

/** A Unix socket's path may have 107 bytes; PM2 puts sockets of up to 16 into its home. */
const MAX_HOME_LENGTH = 90;
const STOP_GRACE_MS = 20_000;

/**
 * @typedef {{ name: string, code: number, signal: string | null }} Exit
 * @typedef {{ exit: [Exit], end: [] }} Events
 */

/**
 * What PM2 says on its own output: "App [worker:1] exited with code [1] via signal [SIGINT]". It says SIGINT when there was
 * no signal at all.
 * @param {string} line
 * @returns {Exit | null}
 */
export function parseExit(line) {
  const match = /App \[(.+):\d+\] exited with code \[(\d+)\] via signal \[(\w+)\]/.exec(line);
  if (match?.[1] === undefined || match[3] === undefined) return null;
  return { name: match[1], code: Number(match[2]), signal: match[3] === 'SIGINT' ? null : match[3] };
}

/**
 * A PM2 of our own, apart from any the user runs: its home is in our data directory and its daemon is a child of ours.
 * @param {{ root: string, dataDirectory: string, shutdownTimeoutMs: number }} options
 */
export function startProcessManager({ root, dataDirectory, shutdownTimeoutMs }) {
  const home = homeFor(dataDirectory);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  mkdirSync(join(dataDirectory, 'logs'), { recursive: true });
  const runtime = createRequire(join(root, 'package.json')).resolve('pm2/bin/pm2-runtime');
  /** @type {EventEmitter<Events>} */
  const events = new EventEmitter();
  const child = spawn(
    process.execPath,
    ['--require', join(root, 'scripts/steps/end-with-parent.cjs'), runtime, 'start', 'ecosystem.config.js', '--no-auto-exit', '--json'],
    // A group of its own: the terminal's Ctrl-C reaches only this script, which then stops everything in order.
    // All apps start at once: each waits for the others by itself.
    { cwd: root, detached: true, stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, PM2_HOME: home, PM2_CONCURRENT_ACTIONS: '32', PM2_DISABLE_VERSION_CHECK: 'true' } },
  );
  /** @type {string[]} */
  const output = [];
  let ended = false;
  const end = new Promise((resolve) => {
    child.on('error', resolve);
    child.on('close', resolve);
  }).then(() => {
    ended = true;
    events.emit('end');
  });
  child.stdin.on('error', () => undefined);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      output.push(line);
      if (output.length > 50) output.shift();
      const exit = line.startsWith('{') ? null : parseExit(line);
      if (exit !== null) events.emit('exit', exit);
    });
  }

  return {
    events,
    output,
    /** Stops every process in order, and makes sure that none is left. */
    async stop() {
      const pids = notedProcesses(home);
      if (!ended) child.kill('SIGINT');
      const timer = setTimeout(() => child.kill('SIGKILL'), shutdownTimeoutMs + STOP_GRACE_MS);
      await end;
      clearTimeout(timer);
      await endProcesses(pids);
      await endProcesses(['redis', 'mongod'].flatMap((server) => leftDatabase(join(dataDirectory, server))));
    },
  };
}

/** @param {string} dataDirectory */
function homeFor(dataDirectory) {
  const home = join(dataDirectory, 'pm2');
  if (Buffer.byteLength(home) <= MAX_HOME_LENGTH) return home;
  return join(tmpdir(), `carillon-pm2-${createHash('sha256').update(dataDirectory).digest('hex').slice(0, 16)}`);
}
