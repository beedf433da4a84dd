import { findFreePort } from '@carillon/testing';
import { WORKER_NODE_OPTIONS } from '../../e2e/guarantees/start-product.ts';
import { startChild } from '../backing/start-child.ts';
import type { Benchmark } from '../benchmark.ts';
import { measureDelivery } from '../measure-delivery.ts';

const MESSAGES = 4_000;
const JOBS = 10_000;
const CONCURRENCY = 200;

export const drain: Benchmark = {
  name: 'drain',
  title: `${MESSAGES} queued notifications through a worker whose channel only counts; against ${JOBS} jobs through a BullMQ worker with an empty handler, both with concurrency ${CONCURRENCY}`,
  goals: [{ figure: 'jobs/s', atLeast: 0.5 }],
  async prepare({ startProduct, redisUrl }) {
    const product = await startProduct({ RATE_LIMIT_PER_MINUTE: '100000000', WORKER_CONCURRENCY: String(CONCURRENCY) });
    const key = await product.createApiKey(['notifications:write']);
    const worker = await startChild('./counting-worker.ts', [], { ...product.environment, WORKER_METRICS_PORT: String(await findFreePort()), NODE_OPTIONS: WORKER_NODE_OPTIONS });
    const bare = await startChild('./bare-drain.ts', [redisUrl, String(CONCURRENCY)]);
    return {
      product: async () => ({ 'jobs/s': await measureDelivery(product, worker, { key, amount: MESSAGES }) }),
      bare: async () => ({ 'jobs/s': Number(await bare.ask(String(JOBS))) }),
      async close() {
        await Promise.all([worker.stop(), bare.stop()]);
        await product.stop();
      },
    };
  },
};
