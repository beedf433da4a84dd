import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ApiConfig } from '@carillon/config';
import { connectDatabase, ensureIndexes } from '@carillon/db';
import { createIdSource, createLinkTokens, createUlidSource, systemClock, type LiveEvent } from '@carillon/domain';
import { createCampaignAnnouncer } from '@carillon/jobs/campaigns';
import { createNotificationRecorder } from '@carillon/jobs/notifications';
import { allSchedules, ruleSchedules } from '@carillon/jobs/schedules';
import { closeServer, createMetrics, listen, type Logger } from '@carillon/observability';
import { createJobQueue, createLiveEventPublisher, createLiveEventReader, createProviderBoard, createQueueControl, createRedisClient, createTokenBucket, readLiveEventsAfter } from '@carillon/queue';
import { openDataServices } from '@carillon/service-clients';
import { createLinkSigner, createTemplateRenderer } from '@carillon/templates';
import packageJson from '../package.json' with { type: 'json' };
import { createApp } from './app.ts';
import { createAuditTrail } from './audit/audit-trail.ts';
import { createFirstAdmin } from './auth/create-first-admin.ts';
import { createAttemptLimit, createPasswordCheckLimit } from './auth/limit-attempts.ts';
import { createPasswordHasher } from './auth/password.ts';
import { createSessionCookie } from './auth/session-cookie.ts';
import { createSessionTokens } from './auth/session-token.ts';
import { createCredentialWatch } from './auth/watch-credentials.ts';
import { followInbox } from './inbox/follow-inbox.ts';
import { createInboxClient } from './inbox/inbox-client.ts';
import { createLinkLimit } from './links/link-limit.ts';
import { createAuthenticator } from './middleware/authenticate.ts';
import { createLimiterFactory } from './middleware/create-limiter.ts';
import { createRateLimit } from './middleware/limit-rate.ts';
import { openRepositories } from './open-repositories.ts';
import { listConfiguredProviders } from './providers/configured-providers.ts';
import { createApplyAsker } from './receipts/apply-asker.ts';
import { createForgeryBudget } from './receipts/forgery-budget.ts';
import { createRouteTable } from './route-table.ts';
import { resolveTemplate } from './templates/resolve-template.ts';

const INBOX_RETRY_MS = 2_000;
const CREDENTIALS_EVERY_MS = 1_000;
const FORGERIES_KEPT_PER_MINUTE = 60;

/** Opens everything the API needs and starts answering; `stop` lets running requests end and closes it all again. */
export async function compose(config: ApiConfig, logger: Logger): Promise<{ port: number; stop(): Promise<void> }> {
  const clock = systemClock;
  const ulid = createUlidSource({ clock, randomBytes });
  const ids = createIdSource(ulid);
  const metrics = createMetrics('api');
  const onRedisError = (error: Error) => logger.warn('redis.error', { reason: error.message });

  const database = await connectDatabase({ uri: config.mongodbUri });
  // Redis may be away at the start as at any other time: notifications are accepted without it.
  const redis = createRedisClient({ url: config.redisUrl, role: 'command', onError: onRedisError });
  const following = createRedisClient({ url: config.redisUrl, role: 'blocking', onError: onRedisError });
  const queue = createJobQueue({ client: redis, prefix: config.queuePrefix });
  const queueControl = createQueueControl({ client: redis, prefix: config.queuePrefix });
  const publisher = createLiveEventPublisher({ client: redis, prefix: config.queuePrefix });
  const reader = createLiveEventReader({ client: following, prefix: config.queuePrefix, onError: (error) => logger.debug('live-events.interrupted', { error }) });

  const tell = (event: LiveEvent) => {
    publisher.publish(event).catch((error: unknown) => logger.debug('live-event.lost', { error }));
  };

  const repositories = openRepositories(database, {
    retention: config.retention,
    clock,
    logger,
    onChange: (change) => tell({ type: 'notification.changed', ...change }),
    onRunChange: (run) => tell({ type: 'run.changed', run }),
    onCampaignChange: (id) => announcer.touch(id),
  });
  const announcer = createCampaignAnnouncer({ ...repositories, clock, tell, onError: (error) => logger.debug('campaign.not-announced', { error }) });
  await ensureIndexes(database.connection);

  const dataServices = openDataServices({ ...config.dataServices, subject: 'api', clock, random: Math.random, warn: (event, fields) => logger.warn(event, fields) });
  const { sql, mongo } = dataServices;

  const renderer = createTemplateRenderer();
  const passwords = createPasswordHasher();
  const https = config.publicUrl.startsWith('https://');
  const cookie = createSessionCookie({ secure: config.auth.secureCookie, https });
  if (config.auth.secureCookie && !https) {
    logger.warn('auth.cookie-needs-https', { publicUrl: config.publicUrl, remedy: 'set PUBLIC_URL to the https:// address of the dashboard: browsers keep its cookie over HTTPS and on localhost only' });
  }
  const sessionTokens = createSessionTokens({ secret: config.auth.sessionSecret, hours: config.auth.sessionHours, clock, newSessionId: ulid });
  const createLimiter = createLimiterFactory({ redis, prefix: config.queuePrefix });
  const shared = { ...repositories, clock, ids, logger, renderer, passwords, cookie, sessionTokens, queue, queueControl, schedules: allSchedules(config), rules: ruleSchedules, sql, mongo, metrics, randomBytes, tell };

  await createFirstAdmin(shared, config.auth.firstAdmin, config.auth.devLogin);

  const recording = { maxAttempts: config.maxAttempts, mailDomain: config.sender.domain };
  const routes = createRouteTable(
    {
      ...shared,
      ...recording,
      recordNotification: createNotificationRecorder({ ...shared, ...recording }),
      keptDays: Math.min(config.retention.contentDays, config.retention.notificationDays),
      audit: createAuditTrail({ entries: repositories.auditEntries, ids, clock }),
      attempts: createAttemptLimit(createLimiter),
      passwordChecks: createPasswordCheckLimit(createLimiter),
      inbox: createInboxClient({ baseUrl: config.inboxUrl }),
      configuredProviders: listConfiguredProviders(config),
      providersOf: (channel) => listConfiguredProviders(config).filter((provider) => provider.channel === channel).map(({ name }) => name),
      providerBoard: createProviderBoard({ client: redis, prefix: config.queuePrefix }),
      tokenBucket: createTokenBucket({ client: redis, prefix: config.queuePrefix }),
      secretsOf: (provider) => config.vendors.accounts.find(({ name }) => name === provider)?.secrets ?? null,
      askToApply: createApplyAsker({ queue, clock, logger }),
      forgeries: createForgeryBudget(FORGERIES_KEPT_PER_MINUTE),
      resolveTemplate: (name) => resolveTemplate({ templates: repositories.templates, renderer }, name),
      credentials: createCredentialWatch({ ...shared, everyMs: CREDENTIALS_EVERY_MS, onError: (error) => logger.debug('credentials.not-looked-at', { error }) }),
      reader,
      readAfter: (lastId) => readLiveEventsAfter({ client: redis, prefix: config.queuePrefix, lastId }),
      linkTokens: createLinkTokens(createLinkSigner(config.links.keys)),
      linkLimit: createLinkLimit(createLimiter),
      senderName: config.sender.name || config.sender.address,
      devLoginAllowed: config.auth.devLogin,
      localMode: config.inboxUrl !== null,
      requiredChecks: { mongodb: () => database.ping() },
      wantedChecks: {
        redis: () => redis.ping(),
        queue: async () => ({ oldestWaitingMs: await queue.oldestWaitingAgeMs('notification', clock.now()) }),
      },
    },
    { version: packageJson.version, serverUrl: config.publicUrl },
  );
  const stopping = new AbortController();
  const app = createApp({
    routes,
    guards: {
      authenticate: createAuthenticator(shared),
      limitRate: createRateLimit(createLimiter, config.rateLimitPerMinute),
      publicUrl: config.publicUrl,
      stopping: stopping.signal,
    },
    logger,
    registry: metrics.registry,
    newRequestId: () => `req_${ulid()}`,
    trustProxy: config.trustProxy,
    https,
    // The same from src/ and from the bundle in dist/.
    dashboardDirectory: fileURLToPath(new URL('../../dashboard/dist', import.meta.url)),
    swaggerUiDirectory: dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')),
  });

  reader.start();
  const inboxFollower =
    config.inboxUrl === null
      ? null
      : followInbox({
          baseUrl: config.inboxUrl,
          retryMs: INBOX_RETRY_MS,
          onReceived: ({ id }) => tell({ type: 'inbox.received', id }),
          onInterrupted: (error) => logger.debug('inbox.interrupted', { error }),
        });
  const server = createServer(app);
  const { port } = await listen(server, { process: 'api', host: config.host, port: config.port, portVariable: 'API_PORT' });
  logger.info('api.listening', { url: config.publicUrl, port });
  return {
    port,
    async stop() {
      stopping.abort();
      inboxFollower?.close();
      await closeServer(server);
      reader.close();
      await queue.close();
      await queueControl.close();
      await Promise.all([repositories.notifications.settled(), announcer.settled()]);
      await publisher.settled();
      dataServices.close();
      redis.disconnect();
      await database.close();
    },
  };
}
