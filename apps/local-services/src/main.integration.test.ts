import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { join } from 'node:path';
import { createTempDirectory, findBundle, findFreePort } from '@carillon/testing';
import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import { createTransport } from 'nodemailer';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';

interface Running {
  child: ChildProcess;
  output(): string;
  exitCode: Promise<number | null>;
}

const WAIT = { timeout: 20_000, interval: 50 };
let ports: { operations: number; redis: number; mongo: number; smtp: number };
let dataDirectory: string;

beforeEach(async () => {
  const temp = await createTempDirectory('local');
  dataDirectory = temp.path;
  ports = { operations: await findFreePort(), redis: await findFreePort(), mongo: await findFreePort(), smtp: await findFreePort() };
  return temp.remove;
});

/** Runs the process itself, as PM2 would, behind a shell command such as `ulimit`; it is ended with the test if it has not ended before. */
function start(environment: Record<string, string> = {}, before = 'true'): Running {
  const child = spawn('sh', ['-c', `${before}; exec "$0" "$@"`, process.execPath, '--enable-source-maps', findBundle('local-services')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      DATA_DIR: dataDirectory,
      LOCAL_SERVICES_PORT: String(ports.operations),
      LOCAL_REDIS_PORT: String(ports.redis),
      LOCAL_MONGO_PORT: String(ports.mongo),
      LOCAL_SMTP_PORT: String(ports.smtp),
      ...environment,
    },
  });
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const exitCode = once(child, 'exit').then(() => child.exitCode);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await exitCode;
  });
  return { child, output: () => output.join(''), exitCode };
}

const untilReady = () => vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${ports.operations}/readyz`)).status).toBe(200), WAIT);

function connectRedis(): Redis {
  const client = new Redis(ports.redis, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  onTestFinished(() => client.disconnect());
  return client;
}

const pidOf = async (server: string) => Number(JSON.parse(await readFile(join(dataDirectory, server, 'server.json'), 'utf8')).pid);
const redisPid = () => pidOf('redis');
const mongodPid = () => pidOf('mongod');
/** Without /proc a zombie counts as alive; with it, only a process that can still do something. */
const isAlive = (pid: number) => (platform() === 'linux' ? existsSync(`/proc/${pid}/exe`) : canBeSignalled(pid));
const canBeSignalled = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('Redis keeps every write in its append-only file and never evicts', async () => {
  start();
  await untilReady();
  const client = connectRedis();
  expect(await client.config('GET', 'appendonly')).toContain('yes');
  expect(await client.config('GET', 'maxmemory-policy')).toContain('noeviction');
  expect(await client.config('GET', 'bind')).toContain('127.0.0.1');
});

test('a kill -9 leaves a Redis behind: the next start clears it away and has its data', async () => {
  const first = start();
  await untilReady();
  const client = connectRedis();
  await client.set('kept', 'yes');
  client.disconnect();
  const orphan = await redisPid();
  first.child.kill('SIGKILL');
  await first.exitCode;
  expect(isAlive(orphan)).toBe(true);

  start();
  await untilReady();
  expect(isAlive(orphan)).toBe(false);
  expect(await connectRedis().get('kept')).toBe('yes');
});

test('a Redis that dies is started again', async () => {
  start();
  await untilReady();
  const client = connectRedis();
  await client.set('kept', 'yes');
  process.kill(await redisPid(), 'SIGTERM');
  expect(await client.get('kept')).toBe('yes');
});

test('a second start on the same data directory is refused, and the first goes on', async () => {
  const first = start();
  await untilReady();
  const other = { LOCAL_SERVICES_PORT: String(await findFreePort()), LOCAL_REDIS_PORT: String(await findFreePort()) };
  const second = start(other);
  expect(await second.exitCode).not.toBe(0);
  expect(second.output()).toContain(`in use by process ${first.child.pid}`);
  await untilReady();
});

test('on SIGTERM Redis stays until its clients are gone, then nothing is left', async () => {
  const { child, exitCode } = start();
  await untilReady();
  const pid = await redisPid();
  const client = connectRedis();
  await client.ping();
  child.kill('SIGTERM');
  await vi.waitFor(async () => expect(await client.set('last words', 'written')).toBe('OK'), WAIT);
  client.disconnect();
  expect(await exitCode).toBe(0);
  expect(isAlive(pid)).toBe(false);
});

test('mail that was accepted survives a kill -9', async () => {
  const first = start();
  await untilReady();
  const transport = createTransport({ host: '127.0.0.1', port: ports.smtp, ignoreTLS: true });
  onTestFinished(() => transport.close());
  await transport.sendMail({ from: 'a@x.test', to: 'b@x.test', subject: 'Durable', text: 'yes' });
  first.child.kill('SIGKILL');
  await first.exitCode;

  start();
  await untilReady();
  const page: unknown = await (await fetch(`http://127.0.0.1:${ports.operations}/messages`)).json();
  expect(page).toMatchObject({ items: [{ subject: 'Durable' }] });
});

test('only what has no address of its own is provided', async () => {
  start({ REDIS_URL: 'redis://redis.test', MONGODB_URI: 'mongodb://mongo.test' });
  await untilReady();
  const readiness: unknown = await (await fetch(`http://127.0.0.1:${ports.operations}/readyz`)).json();
  expect(readiness).toEqual({ ready: true, checks: {} });
});

/** A PATH on which the first mongod is this script. */
async function pathWithMongod(script: string): Promise<string> {
  const bin = join(dataDirectory, 'bin');
  const program = join(bin, 'mongod');
  await mkdir(bin);
  await writeFile(program, `#!${process.execPath}\n${script}`);
  await chmod(program, 0o755);
  return `${bin}:${process.env['PATH'] ?? ''}`;
}

test('a mongod on PATH is preferred to the embedded store', async () => {
  const PATH = await pathWithMongod(`
    const argument = (name) => process.argv[process.argv.indexOf(name) + 1];
    require('node:net').createServer((socket) => socket.end()).listen(Number(argument('--port')), argument('--bind_ip'));
    require('node:fs').writeFileSync('arguments.json', JSON.stringify(process.argv.slice(2)));`);
  start({ PATH });
  await untilReady();
  const passed: unknown = JSON.parse(await readFile(join(dataDirectory, 'mongod', 'arguments.json'), 'utf8'));
  expect(passed).toEqual(['--dbpath', join(dataDirectory, 'mongod'), '--port', String(ports.mongo), '--bind_ip', '127.0.0.1', '--quiet']);
});

test('stopped while a server is awaited that does not come up, it leaves none behind', async () => {
  const { child, exitCode, output } = start({ PATH: await pathWithMongod(`require('node:fs').writeFileSync('begun', ''); setInterval(() => {}, 1_000);`) });
  await vi.waitFor(() => expect(existsSync(join(dataDirectory, 'mongod', 'begun'))).toBe(true), WAIT);
  const [redis, mongod] = [await redisPid(), await mongodPid()];
  child.kill('SIGTERM');
  expect(await exitCode).toBe(0);
  expect([isAlive(redis), isAlive(mongod)]).toEqual([false, false]);
  expect(output()).toContain('process.stopped');
  expect(output()).not.toContain('process.start-failed');
});

test('a taken port is named, with the variable that changes it', async () => {
  const { exitCode, output } = start({ LOCAL_REDIS_PORT: String(await occupyPort()) });
  expect(await exitCode).toBe(78);
  expect(output()).toMatch(/Port \d+ is taken: local-services \(Redis\) can not listen on it.*LOCAL_REDIS_PORT/);
});

/** A port that something else listens on. */
async function occupyPort(): Promise<number> {
  const port = await findFreePort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return port;
}

test('where no more fits on the disk, writes are refused and everything goes on running', async () => {
  const running = start({}, 'ulimit -f 8192'); // 4 MiB for each file
  await untilReady();
  const client = await new MongoClient(`mongodb://127.0.0.1:${ports.mongo}`, { retryWrites: false }).connect();
  onTestFinished(() => client.close());
  const documents = client.db('full').collection('documents');
  const fill = async () => {
    for (;;) await documents.insertOne({ text: 'x'.repeat(200_000) });
  };
  await expect(fill()).rejects.toMatchObject({ code: 14031 });
  await expect(fill()).rejects.toMatchObject({ code: 14031 });
  expect(await documents.countDocuments()).toBeGreaterThan(0);
  expect(running.output()).not.toContain('process.unhandled-rejection');
  running.child.kill('SIGTERM');
  expect(await running.exitCode).toBe(0);
});
