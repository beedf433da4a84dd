import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';
import { endWithProcess } from './end-with-process.ts';
import { findFreePort } from './find-free-port.ts';

export interface TestRedis {
  url: string;
  port: number;
  /** SIGTERM, as an orderly shutdown; the data stays in the directory. */
  stop(): Promise<void>;
  /** SIGKILL, as a power cut. */
  kill(): Promise<void>;
  /** Forgets everything, as after a mistake of an administrator. */
  flush(): Promise<void>;
}

/**
 * A real Redis (or Valkey) on a free loopback port, append-only file in `directory`.
 * Give the `port` of a stopped one to bring "the same server" back.
 */
export async function startTestRedis(options: { directory: string; port?: number }): Promise<TestRedis> {
  const port = options.port ?? (await findFreePort());
  const child = spawn(
    findServer(),
    ['--port', String(port), '--bind', '127.0.0.1', '--dir', options.directory, '--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--save', ''],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  endWithProcess(child);
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  try {
    await waitUntilItAnswers(port, child);
  } catch (error) {
    await end(child, 'SIGKILL');
    throw new Error(`redis-server did not start:\n${output.join('')}`, { cause: error });
  }
  return { url: `redis://127.0.0.1:${port}`, port, stop: () => end(child, 'SIGTERM'), kill: () => end(child, 'SIGKILL'), flush: () => flush(port) };
}

async function flush(port: number): Promise<void> {
  const client = new Redis({ port, host: '127.0.0.1' });
  await client.flushall();
  client.disconnect();
}

function findServer(): string {
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = ['redis-server', 'valkey-server'].flatMap((name) => directories.map((directory) => join(directory, name)));
  const found = candidates.find(isExecutable);
  if (found === undefined) throw new Error('redis-server (or valkey-server) is not on PATH; on Debian and Ubuntu: apt-get install redis-server');
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function waitUntilItAnswers(port: number, child: ChildProcess): Promise<void> {
  const client = new Redis({ port, host: '127.0.0.1', maxRetriesPerRequest: null, retryStrategy: () => 25, lazyConnect: true });
  client.on('error', () => undefined);
  const died = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`it ended with code ${code ?? 'none'}`)));
  });
  try {
    await Promise.race([client.ping(), died]);
  } finally {
    client.disconnect();
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exited;
}
