import { findFreePort } from '@carillon/testing';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { setTimeout as wait } from 'node:timers/promises';
import { startChild } from '../backing/start-child.ts';
import type { Benchmark } from '../benchmark.ts';
import { measureDelivery, received } from '../measure-delivery.ts';

const MESSAGES = 2_000;
const JOBS = 10_000;
const CONCURRENCY = 50;
const LOOK_AGAIN_MS = 10;

export const drain: Benchmark = {
  name: 'drain',
  title: `${MESSAGES} queued notifications through a worker whose channel only counts; against ${JOBS} jobs through a BullMQ worker with an empty handler, both with concurrency ${CONCURRENCY}`,
  goals: [{ figure: 'jobs/s', atLeast: 0.5 }],
  async prepare({ startProduct, redisUrl }) {
    const product = await startProduct({ RATE_LIMIT_PER_MINUTE: '100000000', WORKER_CONCURRENCY: String(CONCURRENCY) });
    const key = await product.createApiKey(['notifications:write']);
    const worker = await startChild('./counting-worker.ts', [], { ...product.environment, WORKER_METRICS_PORT: String(await findFreePort()) });
    const empty = await startChild('./empty-worker.ts', [redisUrl, String(CONCURRENCY)]);
    const redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
    const queue = new Queue(empty.address, { connection: redis });
    return {
      product: async () => ({ 'jobs/s': await measureDelivery(product, worker, { key, amount: MESSAGES }) }),
      async bare() {
        await queue.pause();
        await queue.addBulk(Array.from({ length: JOBS }, (_, number) => ({ name: 'nothing', data: { number }, opts: { removeOnComplete: true } })));
        const before = await received(empty);
        const startedAt = performance.now();
        await queue.resume();
        while ((await received(empty)) < before + JOBS) await wait(LOOK_AGAIN_MS);
        return { 'jobs/s': (JOBS / (performance.now() - startedAt)) * 1_000 };
      },
      async close() {
        await queue.close();
        redis.disconnect();
        await Promise.all([worker.stop(), empty.stop()]);
        await product.stop();
      },
    };
  },
};
