import { randomBytes } from 'node:crypto';
import type { MongoServiceConfig } from '@carillon/config';
import {
  connectDatabase,
  createLoginRepository,
  createNotificationQueries,
  createUserRepository,
  createVerificationAttemptRepository,
  ensureIndexes,
  isDatabaseUnavailable,
  loginModel,
  notificationModel,
  userModel,
  verificationAttemptModel,
  type Database,
} from '@carillon/db';
import { createUlidSource, systemClock, type Clock } from '@carillon/domain';
import { startService } from '@carillon/http';
import { createMetrics, type Logger } from '@carillon/observability';
import { verifyInternalToken } from '@carillon/service-clients/internal-token';
import { createRouteTable } from './route-table.ts';

/** Connects to MongoDB, makes sure of its indexes and starts answering; `stop` lets running requests end and closes it all. */
export async function compose(config: MongoServiceConfig, logger: Logger): Promise<{ port: number; stop(): Promise<void> }> {
  const clock = systemClock;
  const ulid = createUlidSource({ clock, randomBytes });
  const metrics = createMetrics('mongo-service');
  const database = await connectDatabase({ uri: config.mongodbUri });
  try {
    const repositories = createRepositories(database, config.retention, clock);
    await ensureIndexes(database.connection);
    await repositories.users.completeOlder();
    return await startService({
      process: 'mongo-service',
      host: config.host,
      port: config.port,
      portVariable: 'MONGO_SERVICE_PORT',
      routes: createRouteTable({
        ...repositories,
        clock,
        newUserId: () => `usr_${ulid()}`,
        newLoginId: () => `lgn_${ulid()}`,
        newAttemptId: () => `vat_${ulid()}`,
        checks: { mongodb: database.ping },
        registry: metrics.registry,
      }),
      readToken: (token) => {
        const verdict = verifyInternalToken(token, { audience: 'mongo-service', secrets: config.internalSecrets, now: clock.now() });
        return verdict.ok ? { caller: { process: verdict.claims.sub } } : { refusal: verdict.reason };
      },
      isDatabaseUnavailable,
      logger,
      registry: metrics.registry,
      newRequestId: () => `req_${ulid()}`,
      close: () => database.close(),
    });
  } catch (error) {
    await database.close();
    throw error;
  }
}

function createRepositories({ connection }: Database, { notificationDays, loginDays }: MongoServiceConfig['retention'], clock: Clock) {
  return {
    users: createUserRepository({ model: userModel(connection) }),
    logins: createLoginRepository({ model: loginModel(connection, loginDays) }),
    // An attempt belongs to the message that asked: it is kept as long as that.
    attempts: createVerificationAttemptRepository({ model: verificationAttemptModel(connection, notificationDays) }),
    notifications: createNotificationQueries({ model: notificationModel(connection, notificationDays), clock }),
  };
}
