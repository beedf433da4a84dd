import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterEach, expect, test, vi } from 'vitest';
import { DirectoryInUseError, startEmbeddedMongo } from '../index.ts';
import type { LogEvent } from '../server/engine.ts';
import { failureOf, startTestServer, type TestServer } from './start-test-server.ts';

const running: TestServer[] = [];
async function start(...given: Parameters<typeof startTestServer>): Promise<TestServer> {
  const server = await startTestServer(...given);
  running.push(server);
  return server;
}
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

function connectRaw(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}

const ended = (socket: Socket): Promise<void> => new Promise((resolve) => {
  socket.on('error', () => undefined);
  socket.once('close', () => resolve());
  socket.resume();
});

test('a malformed message closes its connection with a logged reason and harms no other', async () => {
  const events: LogEvent[] = [];
  const { server, client } = await start({ log: (event) => events.push(event) });
  const socket = await connectRaw(server.port);
  const closed = ended(socket);
  socket.write(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
  await closed;
  expect(events).toContainEqual(expect.objectContaining({ level: 'warn', message: 'closing a connection', reason: expect.stringContaining('bytes long') }));
  expect(await client.db('t').command({ ping: 1 })).toMatchObject({ ok: 1 });
});

test('two hundred connections are served at once', async () => {
  const { client } = await start({}, { maxPoolSize: 200, minPoolSize: 200 });
  const collection = client.db('t').collection('c');
  await Promise.all(Array.from({ length: 400 }, (_, n) => collection.insertOne({ n })));
  expect(await collection.countDocuments()).toBe(400);
});

test('compressed messages work both ways', async () => {
  const { client } = await start({}, { compressors: ['zlib'] });
  await client.db('t').collection('c').insertOne({ text: 'x'.repeat(100_000) });
  expect((await client.db('t').collection('c').findOne())?.['text']).toHaveLength(100_000);
});

test('a cursor is closed when its connection ends', async () => {
  const { server, client } = await start();
  await client.db('t').collection('c').insertMany(Array.from({ length: 300 }, (_, n) => ({ n })));
  const other = await new MongoClient(server.uri).connect();
  await other.db('t').collection('c').find().batchSize(10).next();
  const open = async (): Promise<unknown> => (await client.db('admin').command({ serverStatus: 1 }))['metrics'].cursor.open.total;
  expect(await open()).toBe(1);
  await other.close();
  await vi.waitFor(async () => expect(await open()).toBe(0), { timeout: 20_000 });
});

test('a second server on the same directory is refused, and after the first has ended it is not', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'embedded-mongo-claim-'));
  const first = await startEmbeddedMongo({ directory });
  await expect(startEmbeddedMongo({ directory })).rejects.toThrow(DirectoryInUseError);
  await first.close();
  const second = await startEmbeddedMongo({ directory });
  await second.close();
  await rm(directory, { recursive: true });
});

test('what was written is there after a restart, with its indexes', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'embedded-mongo-restart-'));
  const first = await startEmbeddedMongo({ directory });
  const before = await new MongoClient(first.uri).connect();
  await before.db('t').collection('c').createIndex({ a: 1 }, { unique: true });
  await before.db('t').collection('c').insertOne({ a: 1 });
  await before.close();
  await first.close();
  const second = await startEmbeddedMongo({ directory });
  const after = await new MongoClient(second.uri).connect();
  expect(await failureOf(after.db('t').collection('c').insertOne({ a: 1 }))).toMatchObject({ code: 11000 });
  expect(await after.db('t').collection('c').countDocuments()).toBe(1);
  await after.close();
  await second.close();
  await rm(directory, { recursive: true });
});

test('it does not listen beyond this machine without a password', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'embedded-mongo-bind-'));
  await expect(startEmbeddedMongo({ directory, host: '0.0.0.0' })).rejects.toThrow('without a password');
  await rm(directory, { recursive: true });
});

test('it listens on a Unix socket', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'embedded-mongo-socket-'));
  const server = await startEmbeddedMongo({ directory: join(directory, 'data'), socketPath: join(directory, 'db.sock') });
  const client = await new MongoClient(server.uri).connect();
  expect(await client.db('t').command({ ping: 1 })).toMatchObject({ ok: 1 });
  await client.close();
  await server.close();
  await rm(directory, { recursive: true });
});

test('with a password only who knows it gets in', async () => {
  const { server, client } = await start({ auth: { username: 'ada', password: 'söcret' } });
  expect(await client.db('t').collection('c').countDocuments()).toBe(0);
  const [wrong, none] = [`mongodb://ada:nope@127.0.0.1:${server.port}/`, `mongodb://127.0.0.1:${server.port}/`].map((uri) => new MongoClient(uri, { serverSelectionTimeoutMS: 3000 }));
  expect(await failureOf(wrong?.connect() ?? Promise.resolve())).toMatchObject({ code: 18 });
  expect(await failureOf(none?.db('t').collection('c').findOne() ?? Promise.resolve())).toMatchObject({ code: 13 });
  await Promise.all([wrong?.close(), none?.close()]);
});

test.each([
  [{ collStats: 'c' }, { count: 2, nindexes: 2 }], [{ dbStats: 1 }, { objects: 2 }], [{ validate: 'c' }, { valid: true }], [{ serverStatus: 1 }, { ok: 1 }], [{ hostInfo: 1 }, { ok: 1 }],
  [{ connectionStatus: 1 }, { authInfo: { authenticatedUsers: [] } }], [{ getParameter: 1, featureCompatibilityVersion: 1 }, { featureCompatibilityVersion: { version: '8.0' } }],
  [{ buildInfo: 1 }, { version: '8.0.0' }], [{ listCommands: 1 }, { ok: 1 }], [{ getLog: 'startupWarnings' }, { log: [] }], [{ whatsmyuri: 1 }, { ok: 1 }], [{ dataSize: 't.c' }, { numObjects: 2 }],
])('a shell can look around: %o', async (command, answer) => {
  const { client } = await start();
  await client.db('t').collection('c').insertMany([{ a: 1 }, { a: 2 }]);
  await client.db('t').collection('c').createIndex({ a: 1 });
  expect(await client.db('t').command(command)).toMatchObject(answer);
});
