import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { createProviders } from '@carillon/channels';
import type { WorkerConfig } from '@carillon/config';
import { connectDatabase, ensureIndexes } from '@carillon/db';
import { createIdSource, createUlidSource, systemClock, type LiveEvent, type RuleName } from '@carillon/domain';
import { keepDeadLetter, recheckOccurrence } from '@carillon/jobs/handlers';
import { createMetrics, startOperationsServer, type Logger } from '@carillon/observability';
import { createJobQueue, createLiveEventPublisher, createProviderBoard, createRedisClient, createTokenBucket, createWorker, queueNames, waitUntilReady, type QueueName } from '@carillon/queue';
import { groupPaymentReads, groupUserReads, openDataServices } from '@carillon/service-clients';
import { createTemplateRenderer, findCurrentTemplate, renderContent } from '@carillon/templates';
import { bindJobs } from './bind-jobs.ts';
import { createJobMetrics } from './job-metrics.ts';
import { openDelivery, placesFor } from './open-delivery.ts';
import { openRepositories } from './open-repositories.ts';
import { reportProviders } from './report-providers.ts';
import { createTurnTaker } from './take-turn.ts';

const REDIS_START_TIMEOUT_MS = 30_000;
const CONCURRENT_MAINTENANCE = 2;
/** What closing takes after the last send has ended; sends that are not done by then are broken off. */
const CLOSING_MS = 4_000;

/** Opens everything the worker needs and starts taking jobs; `stop` lets running jobs end and closes it all again. */
export async function compose(config: WorkerConfig, logger: Logger, { openProviders = createProviders }: { openProviders?: typeof createProviders } = {}): Promise<{ stop(): Promise<void> }> {
  const clock = systemClock;
  const onRedisError = (error: Error) => logger.warn('redis.error', { reason: error.message });
  const database = await connectDatabase({ uri: config.mongodbUri });
  const commands = createRedisClient({ url: config.redisUrl, role: 'command', onError: onRedisError });
  const blocking = createRedisClient({ url: config.redisUrl, role: 'blocking', onError: onRedisError });
  await Promise.all([waitUntilReady(commands, REDIS_START_TIMEOUT_MS), waitUntilReady(blocking, REDIS_START_TIMEOUT_MS)]);

  const publisher = createLiveEventPublisher({ client: commands, prefix: config.queuePrefix });
  const tell = (event: LiveEvent) => {
    publisher.publish(event).catch((error: unknown) => logger.debug('live-event.lost', { error }));
  };
  const repositories = openRepositories(database, { retention: config.retention, retry: config.retry, random: Math.random, clock, logger, tell });
  await ensureIndexes(database.connection);

  const queue = createJobQueue({ client: commands, prefix: config.queuePrefix });
  const providers = openProviders(
    { email: { ...config.email, smtpUrl: config.smtpUrl, sendTimeoutMs: config.sendTimeoutMs }, vendor: config.vendors },
    { on: { circuit: (provider, state, lastFailure) => logger.warn('provider.circuit', { provider, state, lastFailure }) } },
  );
  const tokens = createTokenBucket({ client: commands, prefix: config.queuePrefix });
  const takeTurn = createTurnTaker(tokens);
  const breakOff = new AbortController();
  // Every message on its way listens: as many as there are at once, and no longer than it takes.
  setMaxListeners(0, breakOff.signal);
  const metrics = createMetrics('worker');
  const jobMetrics = createJobMetrics(metrics.registry);
  const dataServices = openDataServices({ ...config.dataServices, subject: 'worker', clock, random: Math.random, warn: (event, fields) => logger.warn(event, fields) });
  const renderer = createTemplateRenderer();
  const rendering = { renderer, resolveTemplate: (name: string) => findCurrentTemplate(repositories.templates, name) };
  const ulid = createUlidSource({ clock, randomBytes });
  const shared = { ...repositories, sql: groupPaymentReads(dataServices.sql), mongo: groupUserReads(dataServices.mongo), queue, clock, logger };
  const jobs = bindJobs(
    {
      ...shared,
      providers,
      takeTurn,
      ...openDelivery({ config, campaigns: repositories.campaigns, tokens, renderer, resolveTemplate: rendering.resolveTemplate, newClaimId: ulid, clock }),
      ids: createIdSource(ulid),
      renderContent: (id, wanted) => renderContent(rendering, id, wanted),
      recheck: (rule: RuleName, occurrence) => recheckOccurrence(shared, rule, occurrence),
      quietHours: config.quietHours,
      dailyCap: config.dailyCap,
      customerFacing: config.customerFacing,
      maxAttempts: config.retry.maxAttempts,
      mailDomain: config.email.from.domain,
      random: Math.random,
      recipientDays: config.retention.notificationDays,
      wait: (ms) => wait(ms),
      owner: `${hostname()}:${process.pid}`, retry: config.retry, sendTimeoutMs: config.sendTimeoutMs, leaseMs: config.leaseMs, stopping: breakOff.signal,
    },
    logger,
  );
  const concurrencyOf = (name: QueueName) => (name === 'maintenance' ? CONCURRENT_MAINTENANCE : name === 'campaign' ? placesFor(providers.list().length) : config.concurrency);
  const workers = queueNames.map((name) =>
    createWorker({
      queue: name,
      client: blocking,
      prefix: config.queuePrefix,
      concurrency: concurrencyOf(name),
      jobs: jobs[name],
      onDeadLetter: (letter) => keepDeadLetter(letter, repositories),
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
  const reporting = reportProviders({
    providers, board: createProviderBoard({ client: commands, prefix: config.queuePrefix }), worker: `${hostname()}:${process.pid}`,
    onError: (error) => logger.debug('providers.not-reported', { error }),
  });
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
      await reporting.stop();
      await providers.close();
      dataServices.close();
      await operations.close();
      await queue.close();
      await Promise.all([repositories.notifications.settled(), repositories.announcer.settled()]);
      await publisher.settled();
      commands.disconnect();
      blocking.disconnect();
      await database.close();
    },
  };
}
