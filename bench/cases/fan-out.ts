import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { importDuePayments } from '../backing/due-payments.ts';
import { sweepPayments } from '../backing/sweep-payments.ts';
import type { Benchmark } from '../benchmark.ts';

const PAYMENTS = 100_000;
const BATCH = 200;
const DAYS_AHEAD = 3;

export const fanOut: Benchmark = {
  name: 'fan-out',
  title: `a sweep reads ${PAYMENTS} due payments and their users over HTTP, decides, looks up what happened before, and enqueues; against addBulk of the same payloads, ${BATCH} at a time`,
  goals: [{ figure: 'jobs/s', atLeast: 0.5 }],
  async prepare({ startProduct, tell }) {
    // The sweep has the worker's only place of its queue: what it enqueues waits until it is done, and then the queue is paused.
    const product = await startProduct({ WORKER_CONCURRENCY: '1' });
    await product.startSqlService();
    await product.startMongoService();
    tell(`${PAYMENTS} payments are imported`);
    await importDuePayments(product, { count: PAYMENTS, daysAhead: DAYS_AHEAD });
    await product.startWorker();
    const redis = new Redis(product.redis.url, { maxRetriesPerRequest: null });
    const queue = new Queue('bare', { connection: redis });
    return {
      async product() {
        const seconds = await sweepPayments(product, { count: PAYMENTS, onBegin: () => product.call('POST', '/api/v1/queues/payment/pause') });
        await redis.flushall();
        return { 'jobs/s': PAYMENTS / seconds };
      },
      async bare() {
        const startedAt = performance.now();
        for (let start = 0; start < PAYMENTS; start += BATCH) await queue.addBulk(Array.from({ length: BATCH }, (_, index) => bareJob(String(start + index).padStart(7, '0'))));
        const seconds = (performance.now() - startedAt) / 1_000;
        await redis.flushall();
        return { 'jobs/s': PAYMENTS / seconds };
      },
      async close() {
        await queue.close();
        redis.disconnect();
        await product.stop();
      },
    };
  },
};

/** What the sweep enqueues for a payment, to the letter. */
function bareJob(number: string) {
  const runId = 'run_01M8G4V6D2PP6HMWA63J8H4CW8';
  const slot = '2026-12-01.3d';
  return {
    name: 'payment.send-reminder',
    data: { requestId: runId, payload: { runId, subjectId: `pay-${DAYS_AHEAD}-${number}`, userId: `user-${number}`, slot, parameters: { offsets: [7, 3, 1, 0] } } },
    opts: { jobId: `payment.send-reminder_pay-${DAYS_AHEAD}-${number}_${slot}`, attempts: 10, backoff: { type: 'exponential', delay: 2_000, jitter: 0.5 }, removeOnComplete: true, removeOnFail: true },
  };
}
