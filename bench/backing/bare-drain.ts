import { once } from 'node:events';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { serveParent } from './serve-parent.ts';

// What draining a queue comes to without a product around it: one job each, and a handler that does nothing.
const [, , redisUrl = '', concurrency = '1'] = process.argv;
const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
const queue = new Queue('bare-drain', { connection });
const AT_ONCE = 5_000;

serveParent('', (jobs) => drain(Number(jobs)), async () => {
  await queue.close();
  connection.disconnect();
});

/** Enqueues that many, then takes them all; answers how many a second. */
async function drain(jobs: number): Promise<number> {
  for (let first = 0; first < jobs; first += AT_ONCE) {
    await queue.addBulk(Array.from({ length: Math.min(AT_ONCE, jobs - first) }, (_, index) => ({ name: 'nothing', data: { index: first + index }, opts: { removeOnComplete: true } })));
  }
  const worker = new Worker('bare-drain', async () => undefined, { connection, concurrency: Number(concurrency), autorun: false });
  const drained = once(worker, 'drained');
  const startedAt = performance.now();
  void worker.run();
  await drained;
  const seconds = (performance.now() - startedAt) / 1_000;
  await worker.close();
  return jobs / seconds;
}
