import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { logIndexes, notificationLog } from './notification-log.ts';

/*
 * Keeps the document store under a mixed load and watches its memory: `npm run soak`, or `npm run soak -- <seconds>`.
 * Fails when the memory beyond the map grew by more than a quarter between the second and the last third; the first is for warming up.
 */
const [seconds = 300] = process.argv.slice(2).map(Number);
const documents = 20_000;
const directory = await mkdtemp(join(tmpdir(), 'store-soak-'));
const child = fork(fileURLToPath(new URL('serve.mjs', import.meta.url)), ['store', directory], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
const [line]: unknown[] = child.stdout ? await once(child.stdout, 'data') : [];
const { port }: { port: number } = JSON.parse(String(line));
const client = await new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, { maxPoolSize: 32 }).connect();
const logs = client.db('soak').collection('logs');
await logs.createIndexes(logIndexes.map((index) => ({ ...index })));
await logs.insertMany(Array.from({ length: documents }, (_, n) => notificationLog(n)));

const endsAt = Date.now() + seconds * 1000;
let operations = 0;

async function work(worker: number): Promise<void> {
  for (let n = documents + worker; Date.now() < endsAt; n += 32) {
    await logs.insertOne(notificationLog(n));
    await logs.updateOne({ _id: notificationLog(n)['_id'] }, { $set: { status: 'sent' }, $push: { timeline: { event: 'accepted' } as never } });
    await logs.find({ status: 'sent' }).sort({ createdAt: -1, _id: -1 }).limit(50).toArray();
    await logs.aggregate([{ $match: { to: `person${n % 5000}@example.com` } }, { $group: { _id: '$status', n: { $sum: 1 } } }]).toArray();
    await logs.deleteOne({ _id: notificationLog(n - documents)['_id'] });
    operations += 5;
  }
}

const samples: number[] = [];
async function watch(): Promise<void> {
  while (Date.now() < endsAt) {
    const status = await readFile(`/proc/${String(child.pid)}/status`, 'utf8');
    samples.push(Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    await sleep(500);
  }
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

await Promise.all([watch(), ...Array.from({ length: 32 }, (_, worker) => work(worker))]);
const third = Math.floor(samples.length / 3);
const [early, late] = [mean(samples.slice(third, 2 * third)), mean(samples.slice(-third))];
const { valid } = await client.db('soak').command({ validate: 'logs' });
process.stdout.write(`${operations} operations in ${seconds} s; memory beyond the map ${early.toFixed(0)} MB in the middle, ${late.toFixed(0)} MB at the end; indexes ${valid === true ? 'consistent' : 'INCONSISTENT'}\n`);
await client.close();
child.kill('SIGTERM');
await once(child, 'exit');
await rm(directory, { recursive: true, force: true });
process.exitCode = valid === true && late < early * 1.25 ? 0 : 1;
