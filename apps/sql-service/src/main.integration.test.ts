import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { systemClock } from '@carillon/domain';
import { createInternalTokens, createSqlServiceClient, type SqlServiceClient } from '@carillon/service-clients';
import { COMPILE_ONCE, createTempDirectory, findBundle, findFreePort } from '@carillon/testing';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';

const secret = '6f1ed002ab5595859014ebf0951522d9f0a9a2e4c8f7d3b16f1ed002ab559585';
const WAIT = { timeout: 60_000, interval: 50 };
let dataDirectory: string;
let port: number;

beforeEach(async () => {
  const temp = await createTempDirectory('sql');
  dataDirectory = temp.path;
  port = await findFreePort();
  return temp.remove;
});

/** Runs the process itself; it is ended with the test if it has not ended before. */
function start(environment: Record<string, string> = {}): { child: ChildProcess; output(): string; exited: Promise<unknown> } {
  const child = spawn(process.execPath, [COMPILE_ONCE, '--enable-source-maps', findBundle('sql-service')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDirectory, SQL_SERVICE_PORT: String(port), INTERNAL_JWT_SECRET: secret, ...environment },
  });
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  return { child, output: () => output.join(''), exited };
}

const untilReady = () => vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200), WAIT);

function connect(): SqlServiceClient {
  const client = createSqlServiceClient({ baseUrl: `http://127.0.0.1:${port}`, tokens: createInternalTokens({ secret, subject: 'test', clock: systemClock }), clock: systemClock, random: Math.random });
  onTestFinished(() => client.close());
  return client;
}

const add = (client: SqlServiceClient, id: string) => client.createPayment({ body: { id, userId: 'ada', reference: id, amountMinor: 1, currency: 'EUR', dueDate: '2026-11-21' } });

test('what was acknowledged survives a kill -9 in the middle of writing', async () => {
  const first = start();
  await untilReady();
  const client = connect();
  const acknowledged: string[] = [];
  const writing = Promise.allSettled(Array.from({ length: 40 }, (_, index) => add(client, `kept-${index}`).then(({ id }) => acknowledged.push(id))));
  await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(5), WAIT);
  first.child.kill('SIGKILL');
  await Promise.all([writing, first.exited]);

  start();
  await untilReady();
  const stored = await connect().listPayments({ query: { userId: 'ada', limit: 200 } });
  expect(stored.items.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
}, 150_000);

test('a second process on the same data is refused and told why; the first goes on', async () => {
  const first = start();
  await untilReady();
  const second = start({ SQL_SERVICE_PORT: String(await findFreePort()) });
  await second.exited;
  expect(second.child.exitCode).toBe(1);
  expect(second.output()).toContain(`in use by process ${first.child.pid}`);
  await untilReady();
}, 150_000);

test('on SIGTERM it ends properly, and what it wrote is there at the next start', async () => {
  const first = start();
  await untilReady();
  await add(connect(), 'before');
  first.child.kill('SIGTERM');
  await first.exited;
  expect(first.child.exitCode).toBe(0);
  start();
  await untilReady();
  expect(await connect().getPayment({ params: { id: 'before' } })).toMatchObject({ id: 'before' });
}, 150_000);
