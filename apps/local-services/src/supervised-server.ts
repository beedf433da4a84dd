import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname } from 'node:path';
import { closeServer, listen, type Logger } from '@carillon/observability';
import { forgetServer, recordServer, stopOrphan } from './orphan.ts';

export interface SupervisedServerOptions {
  name: string;
  program: string;
  arguments: string[];
  port: number;
  portVariable: string;
  /** Its data and working directory: what tells our server from anybody else's. */
  directory: string;
  logFile: string;
  /** Resolves when the server answers; rejects while it does not. */
  probe(): Promise<void>;
  logger: Logger;
  /** Whoever stops before it answers does not wait for it any longer. */
  stopping: AbortSignal;
  /** It could not be kept alive. */
  onGivenUp(error: Error): void;
}

export interface SupervisedServer {
  pid(): number | null;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 10_000;
const MAX_EARLY_DEATHS = 5;
const EARLY_MS = 10_000;

/**
 * Runs a database server as a child in a session of its own (a terminal's Ctrl-C is for us, we stop it in order), clears
 * away what a killed predecessor left running, and starts it again when it dies. Rejects when it does not come up.
 */
export async function startSupervisedServer(options: SupervisedServerOptions): Promise<SupervisedServer> {
  const { name, directory, logger } = options;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  mkdirSync(dirname(options.logFile), { recursive: true });
  const orphan = await stopOrphan(directory);
  if (orphan !== null) logger.warn('local-services.orphan-stopped', { server: name, pid: orphan });
  await claimPort(options);

  let stopping = false;
  let earlyDeaths = 0;
  let child = launch(options);
  await waitUntilReady(options, child).catch(async (error: unknown) => {
    await end(child);
    forgetServer(directory);
    throw error;
  });

  const watch = (watched: ChildProcess, startedAt: number) => {
    watched.on('error', (error) => options.onGivenUp(error));
    watched.once('exit', (code, signal) => {
      if (stopping) return;
      earlyDeaths = Date.now() - startedAt < EARLY_MS ? earlyDeaths + 1 : 0;
      logger.error('local-services.server-died', { server: name, code, signal, logFile: options.logFile });
      if (earlyDeaths >= MAX_EARLY_DEATHS) return options.onGivenUp(new Error(`${name} died ${earlyDeaths} times in a row; see ${options.logFile}`));
      child = launch(options);
      watch(child, Date.now());
    });
  };
  watch(child, Date.now());

  return {
    pid: () => (isRunning(child) ? (child.pid ?? null) : null),
    stop: async () => {
      stopping = true;
      await end(child);
      forgetServer(directory);
    },
  };
}

/** Rejects with `PortTakenError`, which says more than the server's own log would. */
async function claimPort({ name, port, portVariable }: SupervisedServerOptions): Promise<void> {
  const server = createServer();
  await listen(server, { process: `local-services (${name})`, host: '127.0.0.1', port, portVariable });
  await closeServer(server);
}

function launch({ program, arguments: args, directory, logFile }: SupervisedServerOptions): ChildProcess {
  const log = openSync(logFile, 'a');
  try {
    const child = spawn(program, args, { cwd: directory, detached: true, stdio: ['ignore', log, log] });
    if (child.pid !== undefined) recordServer(directory, { pid: child.pid, program });
    return child;
  } finally {
    closeSync(log);
  }
}

async function waitUntilReady({ name, logFile, probe, stopping }: SupervisedServerOptions, child: ChildProcess): Promise<void> {
  const failure = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`${name} ended at once (${signal ?? `code ${code}`}); see ${logFile}`)));
  });
  const timeout = AbortSignal.timeout(READY_WITHIN_MS);
  const stopped = once(stopping, 'abort').then(() => stopping.throwIfAborted());
  const ready = async () => {
    for (;;) {
      try {
        return await probe();
      } catch (error) {
        stopping.throwIfAborted();
        if (!isRunning(child)) throw error;
        if (timeout.aborted) throw new Error(`${name} did not answer within ${READY_WITHIN_MS / 1000} s; see ${logFile}`, { cause: error });
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    }
  };
  await Promise.race([ready(), failure, stopped]);
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

async function end(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const kill = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await exited;
  clearTimeout(kill);
}
