import { randomBytes, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createProviderSet, type Channel, type ProviderAccount, type ProviderSet } from '@carillon/channels';
import { connectDatabase, ensureIndexes } from '@carillon/db';
import { CampaignId, CreateCampaign, createIdSource, createUlidSource, systemClock, UserId, type Clock, type LiveEvent } from '@carillon/domain';
import { startCampaign } from '@carillon/jobs/campaigns';
import { keepDeadLetter } from '@carillon/jobs/handlers';
import { createJobQueue, createRedisClient, createTokenBucket, createWorker, waitUntilReady, type QueueName } from '@carillon/queue';
import { createTemplateRenderer } from '@carillon/templates';
import { bindJobs, type HandlerDeps } from '../bind-jobs.ts';
import { openDelivery, placesFor } from '../open-delivery.ts';
import { openRepositories } from '../open-repositories.ts';

const silent = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined, child: () => silent };
const template = { version: 1, subject: 'Hello {{ name }}', html: '<p>{{ attributes.city }}</p>', text: null, layout: 'none' as const };

/** A provider that takes what it is given, and can be told otherwise. */
export function providerNamed(name: string, send: Channel['send'], { channel = 'email', ratePerSecond = null, maxConcurrent = 200 }: Partial<Pick<ProviderAccount, 'ratePerSecond' | 'maxConcurrent'> & { channel: Channel['name'] }> = {}): ProviderAccount {
  return { name, ratePerSecond, maxConcurrent, channel: { name: channel, provider: name, send, ask: async () => ({ kind: 'cannot-tell' }), verify: async () => undefined, close: async () => undefined } };
}

/** Campaigns as a worker runs them, over a real Redis and document store, with providers of the test's own. */
export async function openCampaignWorld({ redisUrl, mongodbUri, accounts, clock = systemClock }: { redisUrl: string; mongodbUri: string; accounts: readonly ProviderAccount[]; clock?: Clock }) {
  const uri = new URL(mongodbUri);
  uri.pathname = `/campaigns-${randomUUID()}`;
  const database = await connectDatabase({ uri: uri.href });
  const prefix = `campaigns-${randomUUID()}`;
  const commands = createRedisClient({ url: redisUrl, role: 'command', onError: () => undefined });
  const blocking = createRedisClient({ url: redisUrl, role: 'blocking', onError: () => undefined });
  await Promise.all([waitUntilReady(commands, 5_000), waitUntilReady(blocking, 5_000)]);
  const told: LiveEvent[] = [];
  const retry = { maxAttempts: 3, baseDelayMs: 50, maxDelayMs: 200, jitter: 0.5 };
  const repositories = openRepositories(database, {
    retention: { notificationDays: 30, contentDays: 30, idempotencyHours: 1, auditDays: 30, receiptDays: 30 }, retry, random: Math.random, clock, logger: silent, tell: (event) => told.push(event),
  });
  await ensureIndexes(database.connection);
  const queue = createJobQueue({ client: commands, prefix });
  const ulid = createUlidSource({ clock, randomBytes });
  const providers: ProviderSet = createProviderSet(accounts, { breaker: { failures: 5, openForMs: 60_000 } });
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const rendering = { renderer: createTemplateRenderer(), resolveTemplate: async () => template };
  const delivery = openDelivery({
    config: { links: { publicUrl: 'http://localhost', keys: [randomBytes(32)] }, receiptTimeoutMs: 60_000 },
    campaigns: repositories.campaigns, tokens: createTokenBucket({ client: commands, prefix }), ...rendering, newClaimId: ulid, clock,
  });
  const shared = { ...repositories, queue, clock, logger: silent, ids: createIdSource(ulid), random: Math.random, providers, ...delivery };
  const campaignDeps = { ...shared, owner: 'w1', retry, sendTimeoutMs: 5_000, leaseMs: 7_500, mailDomain: 'carillon.test', stopping: stopping.signal };
  const running: { close(): Promise<void> }[] = [];
  const failures: Error[] = [];

  return {
    ...repositories, queue, clock, told, providers, commands, prefix, failures, deps: campaignDeps, connection: database.connection,

    /** `u00000@example.com` and so on: users who may be written to. */
    async addUsers(count: number): Promise<void> {
      const now = clock.now();
      const users = Array.from({ length: count }, (_, index) => {
        const id = UserId.parse(`u${String(index).padStart(5, '0')}`);
        return { id, name: `User ${index}`, email: `${id}@example.com`, phone: `+4930${1_000_000 + index}`, tags: [], attributes: { city: 'Berlin' }, unsubscribedFrom: [], lastActiveAt: null, lastLoginAt: null, createdAt: now };
      });
      await repositories.users.upsertMany(users, { now, source: 'test', newId: (identity) => UserId.parse(identity) });
    },

    /** A campaign that is on its way. */
    async launch(input: Partial<CreateCampaign> = {}): Promise<CampaignId> {
      const id = CampaignId.parse(`cmp_${ulid()}`);
      const campaign = await repositories.campaigns.insert(id, CreateCampaign.parse({ name: 'Test', template: 'test', ...input }), { kind: 'system', id: 'test', name: 'Test' });
      await startCampaign(shared, campaign, { requestId: null, by: null });
      return id;
    },

    /** So many more campaigns that are as this one is now, in one write. */
    async copyCampaign(id: CampaignId, count: number): Promise<void> {
      const campaigns = database.connection.collection<{ _id: string }>('campaigns');
      const original = await campaigns.findOne({ _id: id });
      await campaigns.insertMany(Array.from({ length: count }, () => ({ ...original, _id: `cmp_${ulid()}` })));
    },

    /** Takes jobs of the campaign queue, as a process does. */
    startWorker(overrides: Partial<HandlerDeps> = {}, name: QueueName = 'campaign'): void {
      const jobs = bindJobs({ ...campaignDeps, ...overrides } as HandlerDeps, silent); // what reminders need is not reached from here
      running.push(createWorker({
        queue: name, client: blocking, prefix, concurrency: placesFor(accounts.length), jobs: jobs[name], onDeadLetter: (letter) => keepDeadLetter(letter, repositories),
        // What BullMQ says of itself, like a lock that a job gave back while it was being renewed, is nobody's failure.
        on: { finished: () => undefined, failed: ({ error }) => failures.push(error), error: () => undefined },
      }));
    },

    statusOf: async (id: CampaignId) => (await repositories.campaigns.find(id))?.campaign.status,
    countersOf: async (id: CampaignId) => (await repositories.campaignCounters.read([id])).get(id) ?? {},

    async close(): Promise<void> {
      await Promise.all(running.splice(0).map((worker) => worker.close()));
      await repositories.announcer.settled();
      await queue.close();
      commands.disconnect();
      blocking.disconnect();
      await database.connection.dropDatabase();
      await database.close();
    },
  };
}
export type CampaignWorld = Awaited<ReturnType<typeof openCampaignWorld>>;
