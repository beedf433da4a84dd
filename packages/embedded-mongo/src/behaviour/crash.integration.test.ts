import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient, type Collection } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildServerProgram, type ServerProgram } from './spawn-test-server.ts';

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
let directory = '';
let program: ServerProgram;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'embedded-mongo-crash-'));
  program = await buildServerProgram();
});

afterAll(async () => {
  await program.remove();
  await rm(directory, { recursive: true, force: true });
});

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
  const { child, uri } = await program.start(directory);
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
}, 600_000);
