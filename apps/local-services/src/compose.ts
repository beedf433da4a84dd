import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LocalServicesConfig } from '@carillon/config';
import { lockDirectory } from '@carillon/directory-lock';
import { createIdSource, createUlidSource, systemClock } from '@carillon/domain';
import { createMetrics, Gauge, startOperationsServer, type Logger } from '@carillon/observability';
import { startLocalDocumentStore } from './document-store.ts';
import { findProgram } from './find-program.ts';
import { createInboxRoutes } from './inbox-routes.ts';
import { startMailSandbox } from './mail-sandbox.ts';
import { openMailbox } from './mailbox.ts';
import { startLocalRedis } from './redis.ts';
import { waitForClients } from './wait-for-clients.ts';

const MAILBOX_CAPACITY = 1_000;
/** What stopping the servers themselves may take, after their clients are gone. */
const STOP_RESERVE_MS = 8_000;

/**
 * Starts what has no address of its own in the environment. On stopping it first waits until the other processes are
 * done with Redis and the mail sandbox, so that work in flight can end properly. Rejects with the reason of `stopping` when that
 * fires while a server is awaited, having stopped those that were up.
 */
export async function composeLocalServices({ config, logger, stopping }: { config: LocalServicesConfig; logger: Logger; stopping: AbortSignal }): Promise<{ stop(): Promise<void> }> {
  const dataDirectory = resolve(config.dataDirectory);
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const undo: (() => Promise<void>)[] = [];
  const stopAll = async () => {
    for (const stop of undo.splice(0).reverse()) await stop();
  };
  const onGivenUp = (error: Error) => {
    logger.error('local-services.given-up', { reason: error.message });
    // An orderly stop like any other; the process manager starts us anew.
    process.kill(process.pid, 'SIGTERM');
  };

  try {
    const lock = await lockDirectory(dataDirectory);
    undo.push(lock.release);
    const checks: Record<string, () => Promise<unknown>> = {};
    const clientCounts: (() => Promise<number>)[] = [];

    if (config.provide.redis) {
      const program = findProgram(['redis-server', 'valkey-server'], config.searchPath);
      if (program === null) throw new Error('Neither redis-server nor valkey-server is on PATH: install one (Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis), or set REDIS_URL');
      const redis = await startLocalRedis({ program, port: config.redisPort, dataDirectory, logger, stopping, onGivenUp });
      undo.push(redis.stop);
      checks['redis'] = redis.ping;
      clientCounts.push(redis.clientCount);
    }
    if (config.provide.documentStore) {
      const store = await startLocalDocumentStore({ program: findProgram(['mongod'], config.searchPath), port: config.documentStorePort, dataDirectory, logger, stopping, onGivenUp });
      undo.push(store.stop);
      checks['documentStore'] = store.ping;
      logger.info('local-services.document-store', { kind: store.kind, port: config.documentStorePort });
    }
    const mailbox = await openMailbox({ directory: join(dataDirectory, 'mail'), capacity: MAILBOX_CAPACITY, logger });
    if (config.provide.mailSandbox) {
      const ids = createIdSource(createUlidSource({ clock: systemClock, randomBytes }));
      const sandbox = await startMailSandbox({ port: config.smtpPort, mailbox, clock: systemClock, newId: ids.inboxMessage, logger });
      undo.push(sandbox.close);
      clientCounts.push(async () => sandbox.connectionCount());
    }

    const metrics = createMetrics('local-services');
    new Gauge({
      name: 'carillon_mail_sandbox_messages',
      help: 'Messages the mail sandbox keeps',
      registers: [metrics.registry],
      collect() {
        this.set(mailbox.size());
      },
    });
    const operations = await startOperationsServer({
      process: 'local-services',
      host: '127.0.0.1',
      port: config.port,
      portVariable: 'LOCAL_SERVICES_PORT',
      metrics,
      checks,
      extraRoutes: createInboxRoutes(mailbox),
    });
    undo.push(operations.close);

    return {
      stop: async () => {
        const deadline = AbortSignal.timeout(Math.max(config.shutdownTimeoutMs - STOP_RESERVE_MS, 0));
        const outcomes = await Promise.all(clientCounts.map((count) => waitForClients(count, deadline)));
        if (outcomes.includes('still-there')) logger.warn('local-services.clients-still-connected');
        await stopAll();
      },
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}
