import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { SqlServiceConfig } from '@carillon/config';
import { createUlidSource, systemClock } from '@carillon/domain';
import { startService } from '@carillon/http';
import { createMetrics, type Logger } from '@carillon/observability';
import { verifyInternalToken } from '@carillon/service-clients/internal-token';
import { isDatabaseUnavailable } from './database/is-database-unavailable.ts';
import { openDatabase } from './database/open-database.ts';
import { createPaymentRepository } from './payments/repository.ts';
import { createRouteTable } from './route-table.ts';
import { createVerificationRepository } from './verifications/repository.ts';

/** Opens the database, brings its tables up to date and starts answering; `stop` lets running requests end and closes it all. */
export async function compose(config: SqlServiceConfig, logger: Logger): Promise<{ port: number; stop(): Promise<void> }> {
  const clock = systemClock;
  const ulid = createUlidSource({ clock, randomBytes });
  const metrics = createMetrics('sql-service');
  const database = await openDatabase({
    location: config.database,
    // The same from src/ and from the bundle in dist/.
    migrationsDirectory: fileURLToPath(new URL('../migrations', import.meta.url)),
    emptyDatabase: fileURLToPath(new URL('../dist/empty-database.tar.gz', import.meta.url)),
    onConnectionLost: (error) => logger.warn('postgresql.connection-lost', { reason: error.message }),
  });
  try {
    return await startService({
      process: 'sql-service',
      host: config.host,
      port: config.port,
      portVariable: 'SQL_SERVICE_PORT',
      facts: { database: 'url' in config.database ? 'server' : 'embedded' },
      routes: createRouteTable({
        payments: createPaymentRepository(database),
        verifications: createVerificationRepository(database),
        clock,
        newPaymentId: () => `pay_${ulid()}`,
        newVerificationId: () => `vrf_${ulid()}`,
        checks: { postgresql: database.ping },
        registry: metrics.registry,
      }),
      readToken: (token) => {
        const verdict = verifyInternalToken(token, { audience: 'sql-service', secrets: config.internalSecrets, now: clock.now() });
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
