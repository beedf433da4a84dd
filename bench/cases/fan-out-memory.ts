import { Redis } from 'ioredis';
import { importDuePayments, type DuePayments } from '../backing/due-payments.ts';
import { highestMemoryMiB } from '../backing/process-figures.ts';
import { remindDaysAhead, sweepPayments } from '../backing/sweep-payments.ts';
import type { Benchmark } from '../benchmark.ts';
import type { Sample } from '../compare.ts';

interface MemoryOfSweep {
  name: string;
  many: number;
  /** Whether the worker works on the occurrences meanwhile, up to the message that waits to be sent; else it sweeps alone. */
  working: boolean;
}

/** The most memory that a worker ever holds while it sweeps many payments, against 10,000 of them. */
function memoryOfSweep({ name, many, working }: MemoryOfSweep): Benchmark {
  const few = 10_000;
  const sizes: readonly DuePayments[] = [{ count: many, daysAhead: 3 }, { count: few, daysAhead: 30 }];
  return {
    name,
    title: `most resident memory of a worker that sweeps ${many} due payments${working ? ' and works on what it finds' : ''}; against ${few}`,
    sides: [String(many), String(few)],
    goals: [{ figure: 'MiB', atMostMore: 64 }],
    rounds: 1,
    async prepare({ startProduct, tell }) {
      const product = await startProduct({ WORKER_CONCURRENCY: working ? '5' : '1' });
      await product.startSqlService();
      await product.startMongoService();
      if (working) await product.startScheduler();
      for (const payments of sizes) {
        tell(`${payments.count} payments are imported`);
        await importDuePayments(product, payments);
      }
      const redis = new Redis(product.redis.url, { maxRetriesPerRequest: null });

      async function sweep({ count, daysAhead }: DuePayments): Promise<Sample> {
        const worker = await product.startWorker();
        await remindDaysAhead(product, daysAhead);
        // What sending costs is another question: messages are prepared, and wait.
        await product.call('POST', '/api/v1/queues/notification/pause');
        const seconds = await sweepPayments(product, { count, onBegin: async () => working || product.call('POST', '/api/v1/queues/payment/pause') });
        const highest = highestMemoryMiB(worker.pid);
        await worker.stop();
        await redis.flushall();
        return { MiB: highest, seconds };
      }
      return {
        product: () => sweep({ count: many, daysAhead: 3 }),
        bare: () => sweep({ count: few, daysAhead: 30 }),
        async warmUp() {},
        async close() {
          redis.disconnect();
          await product.stop();
        },
      };
    },
  };
}

export const fanOutMemory = memoryOfSweep({ name: 'fan-out-memory', many: 1_000_000, working: false });
export const remindersMemory = memoryOfSweep({ name: 'reminders-memory', many: 100_000, working: true });
