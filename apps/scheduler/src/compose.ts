import { randomBytes } from 'node:crypto';
import type { SchedulerConfig } from '@carillon/config';
import { connectDatabase, createRunRepository, createScheduleOverrideRepository, ensureIndexes, runModel, scheduleOverrideModel } from '@carillon/db';
import { createIdSource, createUlidSource, isNews, systemClock } from '@carillon/domain';
import { allSchedules, heartbeats, type DeclaredSchedule } from '@carillon/jobs/schedules';
import { Counter, createMetrics, startOperationsServer, type Logger } from '@carillon/observability';
import { createJobQueue, createLiveEventPublisher, createRedisClient, waitUntilReady } from '@carillon/queue';
import { runRuleSchedules } from './rule-schedules/run-rule-schedules.ts';
import { runSchedules } from './run-schedules.ts';

const REDIS_START_TIMEOUT_MS = 30_000;
const POLL_MS = 2_000;
const STALL_LIMITS = { queuedMs: 15_000, runningMs: 300_000, giveUpMs: 24 * 3_600_000 };

/** Opens Redis and the database and starts the clock; `stop` ends it all. */
export async function compose(config: SchedulerConfig, logger: Logger, schedules: readonly DeclaredSchedule[] = allSchedules(config)): Promise<{ stop(): Promise<void> }> {
  const clock = systemClock;
  const database = await connectDatabase({ uri: config.mongodbUri });
  const client = createRedisClient({ url: config.redisUrl, role: 'command', onError: (error) => logger.warn('redis.error', { reason: error.message }) });
  await waitUntilReady(client, REDIS_START_TIMEOUT_MS);
  const queue = createJobQueue({ client, prefix: config.queuePrefix });
  const publisher = createLiveEventPublisher({ client, prefix: config.queuePrefix });

  const overrides = createScheduleOverrideRepository({ model: scheduleOverrideModel(database.connection), clock });
  const runs = createRunRepository({
    model: runModel(database.connection, config.retention.notificationDays),
    clock,
    onChange(run) {
      if (isNews(run)) publisher.publish({ type: 'run.changed', run }).catch((error: unknown) => logger.debug('live-event.lost', { error }));
    },
  });
  await ensureIndexes(database.connection);

  const metrics = createMetrics('scheduler');
  const fired = new Counter({ name: 'carillon_schedule_slots_total', help: 'Slots that came due, by what became of them', labelNames: ['schedule', 'outcome'], registers: [metrics.registry] });
  const onFired = (schedule: string, outcome: string) => fired.inc({ schedule, outcome });
  const operations = await startOperationsServer({
    process: 'scheduler', host: config.host, port: config.metricsPort, portVariable: 'SCHEDULER_METRICS_PORT', metrics,
    checks: { redis: () => client.ping(), mongodb: () => database.ping() },
  });
  const { run: newRunId } = createIdSource(createUlidSource({ clock, randomBytes }));
  const beats = runSchedules({ schedules: heartbeats(config), queue, logger, clock, onFired });
  const clockwork = runRuleSchedules({ schedules, overrides, runs, queue, clock, newRunId, logger, onFired, pollMs: POLL_MS, stallLimits: STALL_LIMITS });

  return {
    async stop() {
      await Promise.all([beats.stop(), clockwork.stop()]);
      await operations.close();
      await queue.close();
      await publisher.settled();
      client.disconnect();
      await database.close();
    },
  };
}
