import { hostname } from 'node:os';
import { createChannels } from '@carillon/channels';
import type { WorkerConfig } from '@carillon/config';
import {
  connectDatabase,
  createDeadLetterRepository,
  createNotificationContentRepository,
  createNotificationCounterRepository,
  createNotificationRepository,
  deadLetterModel,
  ensureIndexes,
  notificationContentModel,
  notificationCounterModel,
  notificationModel,
} from '@carillon/db';
import { systemClock } from '@carillon/domain';
import { createMetrics, startOperationsServer, type Logger } from '@carillon/observability';
import { createJobQueue, createLiveEventPublisher, createRedisClient, createWorker, queueNames, waitUntilReady } from '@carillon/queue';
import { bindJobs } from './bind-jobs.ts';
import { createJobMetrics } from './job-metrics.ts';

const REDIS_START_TIMEOUT_MS = 30_000;
const CONCURRENT_MAINTENANCE = 2;
/** What closing takes after the last send has ended; sends that are not done by then are broken off. */
const CLOSING_MS = 4_000;

/** Opens everything the worker needs and starts taking jobs; `stop` lets running jobs end and closes it all again. */
export async function compose(config: WorkerConfig, logger: Logger): Promise<{ stop(): Promise<void> }> {
  const clock = systemClock;
  const onRedisError = (error: Error) => logger.warn('redis.error', { reason: error.message });
  const database = await connectDatabase({ uri: config.mongodbUri });
  const commands = createRedisClient({ url: config.redisUrl, role: 'command', onError: onRedisError });
  const blocking = createRedisClient({ url: config.redisUrl, role: 'blocking', onError: onRedisError });
  await Promise.all([waitUntilReady(commands, REDIS_START_TIMEOUT_MS), waitUntilReady(blocking, REDIS_START_TIMEOUT_MS)]);

  const { retention } = config;
  const publisher = createLiveEventPublisher({ client: commands, prefix: config.queuePrefix });
  const counters = createNotificationCounterRepository({ model: notificationCounterModel(database.connection, retention.notificationDays) });
  const notifications = createNotificationRepository({
    model: notificationModel(database.connection, retention.notificationDays),
    counters,
    clock,
    onChange(change) {
      logger.info('notification.changed', { notificationId: change.notification.id, from: change.previous, to: change.notification.status, reason: change.notification.reason });
      publisher.publish({ type: 'notification.changed', ...change }).catch((error: unknown) => logger.debug('live-event.lost', { error }));
    },
    onCountFailed: (error) => logger.warn('notification.count-failed', { error }),
  });
  const contents = createNotificationContentRepository({ model: notificationContentModel(database.connection, retention.contentDays), clock });
  const deadLetters = createDeadLetterRepository({ model: deadLetterModel(database.connection, retention.notificationDays) });
  await ensureIndexes(database.connection);

  const queue = createJobQueue({ client: commands, prefix: config.queuePrefix });
  const channels = createChannels({ email: { ...config.email, smtpUrl: config.smtpUrl, sendTimeoutMs: config.sendTimeoutMs } });
  const breakOff = new AbortController();
  const metrics = createMetrics('worker');
  const jobMetrics = createJobMetrics(metrics.registry);
  const jobs = bindJobs(
    {
      notifications, contents, counters, channels, queue, clock, random: Math.random,
      owner: `${hostname()}:${process.pid}`, retry: config.retry, sendTimeoutMs: config.sendTimeoutMs, leaseMs: config.leaseMs, stopping: breakOff.signal,
    },
    logger,
  );
  const workers = queueNames.map((name) =>
    createWorker({
      queue: name,
      client: blocking,
      prefix: config.queuePrefix,
      concurrency: name === 'maintenance' ? CONCURRENT_MAINTENANCE : config.concurrency,
      jobs: jobs[name],
      onDeadLetter: (letter) => deadLetters.save(letter),
      on: {
        finished(job) {
          jobMetrics.finished(job);
          logger.debug('job.finished', { job: job.name, jobId: job.jobId, durationMs: job.durationMs, ...job.result });
        },
        failed(job) {
          jobMetrics.failed(job);
          logger.warn('job.failed', { job: job.name, jobId: job.jobId, final: job.final, error: job.error });
        },
        error: (error) => logger.warn('worker.error', { queue: name, reason: error.message }),
      },
    }),
  );
  const operations = await startOperationsServer({
    process: 'worker', host: config.host, port: config.metricsPort, portVariable: 'WORKER_METRICS_PORT', metrics,
    checks: { redis: () => commands.ping(), mongodb: () => database.ping() },
  });

  return {
    async stop() {
      const timer = setTimeout(() => breakOff.abort(), Math.max(0, config.shutdownTimeoutMs - CLOSING_MS));
      // While Redis is away a worker can not close in an orderly way; what it held is taken up by another.
      const force = commands.status !== 'ready';
      await Promise.all(workers.map((worker) => worker.close(force)));
      clearTimeout(timer);
      await channels.email.close();
      await operations.close();
      await queue.close();
      commands.disconnect();
      blocking.disconnect();
      await database.close();
    },
  };
}
