import { randomBytes, randomUUID } from 'node:crypto';
import { createTestProviders } from '@carillon/channels/testing';
import { connectDatabase, ensureIndexes } from '@carillon/db';
import { createIdSource, createManualClock, createUlidSource, systemClock, type OutgoingMessage, type RuleName, type RunId } from '@carillon/domain';
import { keepDeadLetter, recheckOccurrence } from '@carillon/jobs/handlers';
import { ruleSchedules } from '@carillon/jobs/schedules';
import { startDataServices } from '@carillon/jobs/testing';
import { silentLogger } from '@carillon/observability/testing';
import { createJobQueue, createRedisClient, createWorker, waitUntilReady, type QueueName } from '@carillon/queue';
import { createInternalTokens, createMongoServiceClient, createSqlServiceClient, type ServiceClientOptions } from '@carillon/service-clients';
import { createTemplateRenderer, findCurrentTemplate, renderContent } from '@carillon/templates';
import { bindJobs, type HandlerDeps } from '../bind-jobs.ts';
import { openDelivery } from '../open-delivery.ts';
import { openRepositories } from '../open-repositories.ts';

const retention = { notificationDays: 400, contentDays: 90, idempotencyHours: 24, receiptDays: 90, auditDays: 730, loginDays: 400 };

/** A Wednesday noon in UTC, well away from quiet hours and changes of the clocks. */
const NOON = new Date('2026-03-18T12:00:00.000Z');

/**
 * All of a worker but the mail server: real Redis, a real document store, both data services over HTTP, and a clock that is
 * moved by hand. What would have left is in `sent`.
 */
export async function openReminderWorld({ redisUrl, mongodbUri }: { redisUrl: string; mongodbUri: string }) {
  const secret = randomBytes(32).toString('hex');
  const data = await startDataServices(secret);
  const uri = new URL(mongodbUri);
  uri.pathname = `/reminders-${randomUUID()}`;
  const database = await connectDatabase({ uri: uri.href });
  const prefix = `reminders-${randomUUID()}`;
  const commands = createRedisClient({ url: redisUrl, role: 'command', onError: () => undefined });
  const blocking = createRedisClient({ url: redisUrl, role: 'blocking', onError: () => undefined });
  await Promise.all([waitUntilReady(commands, 5_000), waitUntilReady(blocking, 5_000)]);
  const clock = createManualClock(NOON);
  const repositories = openRepositories(database, { retention, retry: { maxAttempts: 5, baseDelayMs: 1_000, maxDelayMs: 60_000, jitter: 0 }, random: () => 0, clock, logger: silentLogger, tell: () => undefined });
  await ensureIndexes(database.connection);
  const queue = createJobQueue({ client: commands, prefix });
  const ids = createIdSource(createUlidSource({ clock: systemClock, randomBytes }));
  const sent: OutgoingMessage[] = [];

  const clientsWith = (signedWith: string, timeoutMs = 10_000) => {
    const options = { tokens: createInternalTokens({ secret: signedWith, subject: 'worker', clock: systemClock }), clock: systemClock, random: () => 0, timeoutMs, retry: { maxAttempts: 2, baseDelayMs: 1, maxDelayMs: 1, jitter: 0 }, circuit: { failures: 1_000 } } satisfies Omit<ServiceClientOptions, 'baseUrl'>;
    return { sql: createSqlServiceClient({ ...options, baseUrl: data.sqlUrl }), mongo: createMongoServiceClient({ ...options, baseUrl: data.mongoUrl }) };
  };
  const clients = clientsWith(secret);
  const rendering = { renderer: createTemplateRenderer(), resolveTemplate: (name: string) => findCurrentTemplate(repositories.templates, name) };
  const shared = { ...repositories, ...clients, queue, clock, logger: silentLogger };
  const deps: HandlerDeps = {
    ...shared,
    ids,
    providers: createTestProviders(async (message, { onHandOver }) => {
      await onHandOver();
      sent.push(message);
      return { kind: 'accepted', code: 250, text: 'ok', providerMessageId: 'p1' };
    }),
    takeTurn: async () => 0,
    ...openDelivery({
      config: { links: { publicUrl: 'http://localhost', keys: [randomBytes(32)] }, receiptTimeoutMs: 60_000 },
      campaigns: repositories.campaigns, tokens: { take: async (_key, wanted) => ({ granted: wanted, retryAfterMs: 0 }) }, renderer: rendering.renderer, resolveTemplate: rendering.resolveTemplate, newClaimId: randomUUID, clock,
    }),
    renderContent: (id, wanted) => renderContent(rendering, id, wanted),
    recheck: (rule, occurrence) => recheckOccurrence(shared, rule, occurrence),
    quietHours: null,
    dailyCap: null,
    customerFacing: { appUrl: 'https://app.example.com', companyName: 'Example Company' },
    maxAttempts: 5,
    mailDomain: 'carillon.test',
    random: () => 0,
    recipientDays: 30,
    wait: async () => undefined,
    owner: 'w1',
    retry: { maxAttempts: 5, baseDelayMs: 1_000, maxDelayMs: 60_000, jitter: 0 },
    sendTimeoutMs: 5_000,
    leaseMs: 7_500,
    stopping: new AbortController().signal,
  };
  const running: { close(force?: boolean): Promise<void> }[] = [];

  return {
    ...repositories, data, deps, clock, queue, sent, ids,
    clients,
    /** Clients that give a service 300 ms to answer. */
    impatientClients: () => clientsWith(secret, 300),
    /** Clients whose tokens nobody accepts. */
    clientsWithWrongSecret: () => clientsWith(randomBytes(32).toString('hex')),

    /** Claims a run and puts its sweep into the queue, as a scheduler does. */
    async fire(rule: RuleName, parameters: Record<string, string | number | number[]> = {}): Promise<RunId> {
      const schedule = ruleSchedules.find((candidate) => candidate.rule === rule);
      if (schedule === undefined) throw new Error(`${rule} has no schedule`);
      const runId = ids.run();
      // The clock may stand still, slots must not: they are told apart by the run's own time.
      const slot = new Date(Date.now() + Math.floor(Math.random() * 1e9));
      await repositories.runs.claim({ id: runId, schedule: rule, slot, trigger: 'clock', startedBy: { kind: 'system', id: 'clock', name: 'Clock' }, parameters });
      await queue.enqueue(schedule.sweep, { payload: { runId, rule, slot: slot.toISOString(), parameters } });
      return runId;
    },

    /** Starts one worker for each of the queues, as a process does. */
    startWorker(queues: readonly QueueName[], overrides: Partial<HandlerDeps> = {}): void {
      const jobs = bindJobs({ ...deps, ...overrides }, silentLogger);
      for (const name of queues) {
        running.push(createWorker({
          queue: name, client: blocking, prefix, concurrency: 8, jobs: jobs[name], onDeadLetter: (letter) => keepDeadLetter(letter, repositories),
          on: { finished: () => undefined, failed: () => undefined, error: () => undefined },
        }));
      }
    },

    async stopWorkers(): Promise<void> {
      await Promise.all(running.splice(0).map((worker) => worker.close()));
    },

    async close(): Promise<void> {
      await this.stopWorkers();
      await queue.close();
      commands.disconnect();
      blocking.disconnect();
      clients.sql.close();
      clients.mongo.close();
      await data.stop();
      await database.connection.dropDatabase();
      await database.close();
    },
  };
}
export type ReminderWorld = Awaited<ReturnType<typeof openReminderWorld>>;
