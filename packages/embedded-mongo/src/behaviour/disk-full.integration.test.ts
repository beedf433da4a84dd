import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Collection } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmbeddedMongo } from '../index.ts';
import { withoutPrivileges } from './without-privileges.ts';
import { buildServerProgram, type ServerProgram } from './spawn-test-server.ts';

let directory = '';
let program: ServerProgram;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'embedded-mongo-full-'));
  program = await buildServerProgram();
});
afterAll(async () => {
  await program.remove();
  await rm(directory, { recursive: true, force: true });
});

/** Inserts until it is refused; answers how many were acknowledged and what the refusal was. */
async function fill(collection: Collection): Promise<{ acknowledged: number; code: unknown }> {
  for (let n = 0; ; n += 1) {
    try {
      await collection.insertOne({ n, text: 'x'.repeat(50_000) });
    } catch (error) {
      return { acknowledged: n, code: error instanceof Error && 'code' in error ? error.code : error };
    }
  }
}

test('when the disk is full a write is refused with 14031, reading goes on, and nothing acknowledged is lost', async () => {
  const limited = await program.start(directory, 'ulimit -f 20480'); // 10 MiB
  const client = await new MongoClient(limited.uri, { retryWrites: false }).connect();
  const collection = client.db('t').collection('c');
  await collection.createIndex({ n: 1 }, { unique: true });
  const { acknowledged, code } = await fill(collection);
  expect(code).toBe(14031);
  expect(await collection.countDocuments({ n: { $gte: 0 } })).toBe(acknowledged);
  await client.close();
  limited.child.kill('SIGKILL');
  await once(limited.child, 'exit');
  const free = await program.start(directory);
  const again = await new MongoClient(free.uri).connect();
  expect(await again.db('t').collection('c').distinct('n')).toEqual(Array.from({ length: acknowledged }, (_, n) => n));
  expect(await again.db('t').command({ validate: 'c' })).toMatchObject({ valid: true });
  await again.close();
});

test('a directory that can\'t be used is said to be so at the start', async () => {
  const file = join(directory, 'a-file');
  await writeFile(file, '');
  await expect(startEmbeddedMongo({ directory: join(file, 'data') })).rejects.toThrow(/ENOTDIR|not a directory/);
});

async function setModes(of: string, ofFiles: number, ofDirectory: number): Promise<void> {
  for (const name of await readdir(of)) await chmod(join(of, name), ofFiles);
  await chmod(of, ofDirectory);
}

async function countIn(data: string): Promise<number> {
  const server = await startEmbeddedMongo({ directory: data });
  const client = await new MongoClient(server.uri).connect();
  const count = await client.db('t').collection('c').countDocuments({ n: { $gte: 0 } });
  await client.close();
  await server.close();
  return count;
}

test('a directory that may only be read is said to be so at the start, and keeps what it has', async () => {
  const data = join(directory, 'read-only');
  await mkdir(data);
  const server = await startEmbeddedMongo({ directory: data });
  const client = await new MongoClient(server.uri).connect();
  await client.db('t').collection('c').insertMany([{ n: 1 }, { n: 2 }]);
  await client.close();
  await server.close();
  await setModes(data, 0o444, 0o555);
  await chmod(directory, 0o755);
  await expect(withoutPrivileges(() => startEmbeddedMongo({ directory: data }))).rejects.toThrow(/may not be written to/);
  await setModes(data, 0o644, 0o755);
  expect(await countIn(data)).toBe(2);
});
