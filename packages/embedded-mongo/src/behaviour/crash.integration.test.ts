import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { MongoClient, type Collection } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';

interface Account {
  readonly _id: string;
  readonly slot: number;
  version: number;
  history: number[];
  tags: string[];
}

/** What the writers know: the version that was acknowledged, and the one that may have arrived without an answer. */
interface Known {
  acknowledged: number;
  attempted: number;
}

const rounds = 50;
const writers = 12;
const program = fileURLToPath(new URL('../../node_modules/.crash-server.mjs', import.meta.url));
let directory = '';
const children: ChildProcess[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'embedded-mongo-crash-'));
  await build({ entryPoints: [fileURLToPath(new URL('run-crash-server.ts', import.meta.url))], outfile: program, bundle: true, platform: 'node', format: 'esm', packages: 'external' });
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all([rm(directory, { recursive: true, force: true }), rm(program, { force: true })]);
});

async function startServer(): Promise<{ child: ChildProcess; uri: string }> {
  const child = spawn(process.execPath, [program, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line]: unknown[] = await once(child.stdout, 'data');
  return { child, uri: String(line).trim() };
}

/** One writer inserts and changes documents of its own, one write after another, until the server is gone. */
async function writeUntilDead(collection: Collection<Account>, writer: number, round: number, known: Map<string, Known>): Promise<void> {
  for (let step = 0; ; step += 1) {
    const id = `${writer}-${round}-${Math.floor(step / 4)}`;
    const state = known.get(id) ?? { acknowledged: 0, attempted: 0 };
    known.set(id, state);
    state.attempted += 1;
    const version = state.attempted;
    if (version === 1) await collection.insertOne({ _id: id, slot: writer * 1e9 + round * 1e6 + step, version, history: [version], tags: ['new', `w${writer}`] });
    else await collection.updateOne({ _id: id }, { $set: { version, tags: [`v${version}`, `w${writer}`] }, $push: { history: version } });
    state.acknowledged = version;
  }
}

function contradictions(known: ReadonlyMap<string, Known>, stored: ReadonlyMap<string, Account>): string[] {
  return [...known].flatMap(([id, { acknowledged, attempted }]) => {
    const found = stored.get(id);
    const version = found?.version ?? 0;
    const isWhole = !found || (found.history.length === version && found.history.at(-1) === version && found.tags.includes(version === 1 ? 'new' : `v${version}`));
    return version >= acknowledged && version <= attempted && isWhole ? [] : [`${id}: acknowledged ${acknowledged}, attempted ${attempted}, stored ${JSON.stringify(found)}`];
  });
}

async function crashOnce(round: number, known: Map<string, Known>): Promise<{ lost: string[]; valid: unknown }> {
  const { child, uri } = await startServer();
  const client = await new MongoClient(uri, { maxPoolSize: writers, serverSelectionTimeoutMS: 500, retryWrites: false, retryReads: false }).connect();
  const collection = client.db('crash').collection<Account>('accounts');
  await collection.createIndexes([{ key: { slot: 1 }, unique: true }, { key: { tags: 1, version: -1 } }]);
  const stored = new Map((await collection.find().toArray()).map((each) => [each._id, each]));
  const lost = contradictions(known, stored);
  const { valid } = await client.db('crash').command({ validate: 'accounts' });
  for (const [id, state] of known) Object.assign(state, { acknowledged: stored.get(id)?.version ?? 0, attempted: stored.get(id)?.version ?? 0 });
  const writing = Promise.allSettled(Array.from({ length: writers }, (_, writer) => writeUntilDead(collection, writer, round, known)));
  await sleep(20 + Math.random() * 100);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await writing;
  await client.close(true);
  return { lost, valid };
}

async function crashRepeatedly(known: Map<string, Known>): Promise<{ lost: string[]; valid: unknown }[]> {
  const outcomes: { lost: string[]; valid: unknown }[] = [];
  for (let round = 0; round <= rounds; round += 1) outcomes.push(await crashOnce(round, known));
  return outcomes;
}

test('killed fifty times in the middle of writing, it has every acknowledged write whole, and consistent indexes', async () => {
  const known = new Map<string, Known>();
  const outcomes = await crashRepeatedly(known);
  expect(outcomes.flatMap(({ lost }) => lost)).toEqual([]);
  expect(new Set(outcomes.map(({ valid }) => valid))).toEqual(new Set([true]));
  expect(known.size).toBeGreaterThan(rounds);
}, 120_000);
