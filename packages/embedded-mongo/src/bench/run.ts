import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { open } from 'lmdb';
import { MongoClient, type Collection } from 'mongodb';
import { encodedLog, logIndexes, notificationLog } from './notification-log.ts';
import { commandMessage, measureRequests } from './wire-client.ts';

/*
 * Compares the document store with raw lmdb on this machine, in one run: `npm run bench:store`, or with sizes,
 * `npm run bench:store -- <documents> <large>` (100,000 and 1,000,000 unless told).
 *
 * What is measured is the server. Finds and updates are sent by this process as prepared wire messages, one in flight on each
 * connection, to the store in a process of its own; the bare echo is asked by the same client with the same messages, so the
 * client's cost is on both sides. Raw puts have no client: there the store pays for the sockets too. insertMany goes through the
 * official driver, whose encoding counts against us. Both sides take turns, and the ratio is the median of the turns.
 */
const [documents = 100_000, large = 1_000_000] = process.argv.slice(2).map(Number);
const small = 10_000;
const batch = 1000;
const root = await mkdtemp(join(tmpdir(), 'store-bench-'));
const program = fileURLToPath(new URL('serve.mjs', import.meta.url));

/** The documents in an order that jumps about. */
const idOf = (n: number): string => `n${String((n * 7919) % documents).padStart(9, '0')}`;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

interface Served {
  readonly child: ChildProcess;
  readonly port: number;
  readonly startMs: number;
}

async function serve(...parameters: string[]): Promise<Served> {
  const child = fork(program, parameters, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const [line]: unknown[] = child.stdout ? await once(child.stdout, 'data') : [];
  const { port, startMs }: { port: number; startMs: number } = JSON.parse(String(line));
  return { child, port, startMs };
}

async function stop({ child }: Served): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function residentBytes(pid: number | undefined): Promise<number> {
  const text = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/RssAnon:\s+(\d+)/.exec(text)?.[1] ?? 0) * 1024;
}

/** Raw puts: the document and as many index entries, a transaction per batch, each on disk before the next. */
async function rawInserts(): Promise<number> {
  const db = open<Buffer, Buffer>({ path: join(root, 'raw-inserts'), encoding: 'binary', keyEncoding: 'binary' });
  const logs = Array.from({ length: documents }, (_, n) => ({ key: Buffer.from(`n${String(n).padStart(9, '0')}`), bytes: encodedLog(n), entries: ['status', 'to@example.com', 'newest', 'message'].map((text, at) => Buffer.from(`${at}${text}${(n * 7919) % documents}-${n}`)) }));
  const marker = Buffer.from([1]);
  const began = performance.now();
  for (let from = 0; from < documents; from += batch) {
    await db.transaction(() => {
      for (const { key, bytes, entries } of logs.slice(from, from + batch)) {
        db.putSync(key, bytes);
        for (const entry of entries) db.putSync(entry, marker);
      }
    });
    await db.flushed;
  }
  const perSecond = documents / ((performance.now() - began) / 1000);
  await db.close();
  return perSecond;
}

async function insertLogs(collection: Collection, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += batch) await collection.insertMany(Array.from({ length: Math.min(batch, to - at) }, (_, n) => notificationLog(at + n)), { ordered: true });
}

interface RawUpdates {
  measure(count: number, inFlight: number): Promise<number>;
  close(): Promise<void>;
}

/** Raw durable puts of one document each, by so many writers that each wait until their own is on disk. */
async function openRawUpdates(): Promise<RawUpdates> {
  const db = open<Buffer, string>({ path: join(root, 'raw-updates'), encoding: 'binary' });
  await db.transaction(() => {
    for (let n = 0; n < documents; n += 1) db.putSync(idOf(n), encodedLog(n));
  });
  return {
    measure: async (count, inFlight) => {
      let next = 0;
      const run = async (): Promise<void> => {
        while (next < count) {
          const n = next;
          next += 1;
          await db.put(idOf(n), encodedLog(n));
          await db.flushed;
        }
      };
      const began = performance.now();
      await Promise.all(Array.from({ length: inFlight }, run));
      return count / ((performance.now() - began) / 1000);
    },
    close: () => db.close(),
  };
}

const medianOf = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

interface Turns {
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
}

/** Lets both sides take turns, so that whatever else the machine does meets both alike; the medians of all turns. */
async function takeTurns(ours: () => Promise<number>, theirs: () => Promise<number>): Promise<Turns> {
  const turns: [number, number][] = [];
  for (let turn = 0; turn < 7; turn += 1) turns.push([await theirs(), await ours()]);
  return { ours: medianOf(turns.map(([, rate]) => rate)), theirs: medianOf(turns.map(([rate]) => rate)), ratio: medianOf(turns.map(([base, rate]) => rate / base)) };
}

async function readPage(collection: Collection): Promise<number> {
  const began = performance.now();
  await collection.find({ status: 'sent' }).sort({ createdAt: -1, _id: -1 }).limit(50).toArray();
  return performance.now() - began;
}

/** Medians, read in turns. */
async function medianPages(one: Collection, other: Collection): Promise<Turns> {
  const times: [number, number][] = [];
  for (let turn = 0; turn < 600; turn += 1) times.push([await readPage(one), await readPage(other)]);
  const warm = times.slice(100);
  const [few, many] = [medianOf(warm.map(([time]) => time)), medianOf(warm.map(([, time]) => time))];
  return { ours: many, theirs: few, ratio: many / few };
}

function report(title: string, { ours, theirs, ratio }: Turns, unit: 'ms' | 'docs/s' | 'req/s', goal: string): void {
  const shown = (value: number): string => value.toFixed(unit === 'ms' ? 2 : 0).padStart(9);
  print(`${title.padEnd(52)} ${shown(ours)} ${unit.padEnd(6)} against ${shown(theirs)}   ratio ${ratio.toFixed(2)}   (${goal})`);
}

const rawInsertRate = await rawInserts();
let store = await serve('store', join(root, 'store'));
let client = await new MongoClient(`mongodb://127.0.0.1:${store.port}/?directConnection=true`).connect();
const logs = client.db('bench').collection('logs');
await logs.createIndexes(logIndexes.map((index) => ({ ...index })));
const began = performance.now();
await insertLogs(logs, 0, documents);
const insertRate = documents / ((performance.now() - began) / 1000);
report('insertMany, 1,000 per batch, 4 indexes', { ours: insertRate, theirs: rawInsertRate, ratio: insertRate / rawInsertRate }, 'docs/s', '>= 0.35');

const raw = await serve('raw', join(root, 'raw-finds'), String(documents));
const requests = 20_000;
const byId = (n: number): Buffer => commandMessage({ find: 'logs', filter: { _id: idOf(n) }, limit: 1, singleBatch: true, $db: 'bench' });
const byMessage = (n: number): Buffer => commandMessage({ find: 'logs', filter: { messageId: `<n${(n * 7919) % documents}@carillon>` }, limit: 1, singleBatch: true, $db: 'bench' });
const echo = (): Promise<number> => measureRequests(raw.port, 32, requests, byId);
report('find by _id, 32 in flight', await takeTurns(() => measureRequests(store.port, 32, requests, byId), echo), 'req/s', '>= 0.4');
report('find by a unique index, 32 in flight', await takeTurns(() => measureRequests(store.port, 32, requests, byMessage), echo), 'req/s', '>= 0.4');
await stop(raw);

const updates = 10_000;
const change = (n: number): Buffer => commandMessage({ update: 'logs', updates: [{ q: { _id: idOf(n) }, u: { $set: { attemptCount: n } } }], $db: 'bench' });
const rawUpdates = await openRawUpdates();
report('update by _id, 64 in flight, durable', await takeTurns(() => measureRequests(store.port, 64, updates, change), () => rawUpdates.measure(updates, 64)), 'req/s', '>= 0.4');
await rawUpdates.close();

const few = client.db('bench').collection('few');
await few.createIndexes(logIndexes.map((index) => ({ ...index })));
await insertLogs(few, 0, small);
await insertLogs(logs, documents, large);
report(`page of 50 by (status, createdAt) at ${large.toLocaleString('en')}`, await medianPages(few, logs), 'ms', `<= 1.3, against ${small.toLocaleString('en')}`);

let peak = 0;
const watch = setInterval(() => void residentBytes(store.child.pid).then((bytes) => (peak = Math.max(peak, bytes))), 50);
let scanned = 0;
for await (const _ of logs.find({}, { batchSize: 5000, raw: true })) scanned += 1;
const nothing = await logs.countDocuments({ subject: 'nothing like this' });
clearInterval(watch);
print(`memory beyond the map while scanning ${scanned.toLocaleString('en')} documents twice: ${Math.round(peak / 1e6)} MB (< 200), found ${nothing}`);
await client.close();
await stop(store);
store = await serve('store', join(root, 'store'));
print(`start on ${large.toLocaleString('en')} documents: ${store.startMs} ms (< 1000)`);
client = await new MongoClient(`mongodb://127.0.0.1:${store.port}/?directConnection=true`).connect();
await client.close();
await stop(store);
await rm(root, { recursive: true, force: true });
