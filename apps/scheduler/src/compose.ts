import type { SchedulerConfig } from '@carillon/config';
import { allSchedules } from '@carillon/jobs/schedules';
import { Counter, createMetrics, startOperationsServer, type Logger } from '@carillon/observability';
import { createJobQueue, createRedisClient, waitUntilReady } from '@carillon/queue';
import { runSchedules } from './run-schedules.ts';

const REDIS_START_TIMEOUT_MS = 30_000;

/** Opens Redis and starts the clock; `stop` ends both. */
export async function compose(config: SchedulerConfig, logger: Logger): Promise<{ stop(): Promise<void> }> {
  const client = createRedisClient({ url: config.redisUrl, role: 'command', onError: (error) => logger.warn('redis.error', { reason: error.message }) });
  await waitUntilReady(client, REDIS_START_TIMEOUT_MS);
  const queue = createJobQueue({ client, prefix: config.queuePrefix });

  const metrics = createMetrics('scheduler');
  const fired = new Counter({ name: 'carillon_schedule_slots_total', help: 'Slots that came due, by what became of them', labelNames: ['schedule', 'outcome'], registers: [metrics.registry] });
  const operations = await startOperationsServer({
    process: 'scheduler', host: config.host, port: config.metricsPort, portVariable: 'SCHEDULER_METRICS_PORT', metrics,
    checks: { redis: () => client.ping() },
  });
  const running = runSchedules({ schedules: allSchedules(config), queue, logger, onFired: (schedule, outcome) => fired.inc({ schedule, outcome }) });

  return {
    async stop() {
      await running.stop();
      await operations.close();
      await queue.close();
      client.disconnect();
    },
  };
}
