import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { serveParent } from './start-child.ts';

// What taking a job and ending it comes to when there is nothing to do.
const [, , redisUrl = '', concurrency = ''] = process.argv;
const QUEUE = 'empty';
let received = 0;
const redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
const worker = new Worker(QUEUE, async () => void (received += 1), { connection: redis, concurrency: Number(concurrency) });
await worker.waitUntilReady();
serveParent(QUEUE, () => received, async () => {
  await worker.close();
  redis.disconnect();
});
