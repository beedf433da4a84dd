import type { WorkerConfig } from '@carillon/config';
import type { Clock } from '@carillon/domain';
import type { Logger } from '@carillon/observability';
import { createInternalTokens, createMongoServiceClient, createSqlServiceClient, groupPaymentReads, groupUserReads, type ServiceClientOptions } from '@carillon/service-clients';

/** The clients of both data services. They connect when they are asked. */
export function openDataServices({ sqlServiceUrl, mongoServiceUrl, internalSecret }: WorkerConfig['dataServices'], { clock, random, logger }: { clock: Clock; random: () => number; logger: Logger }) {
  const tokens = createInternalTokens({ secret: internalSecret, subject: 'worker', clock });
  const optionsFor = (service: string, baseUrl: string): ServiceClientOptions => ({
    baseUrl, tokens, clock, random,
    on: {
      retrying: ({ operation, attempt, delayMs, error }) => logger.warn('service.retrying', { service, operation, attempt, delayMs, reason: error.message }),
      circuit: (state) => logger.warn('service.circuit', { service, state }),
    },
  });
  const sql = createSqlServiceClient(optionsFor('sql-service', sqlServiceUrl));
  const mongo = createMongoServiceClient(optionsFor('mongo-service', mongoServiceUrl));
  return {
    sql: groupPaymentReads(sql),
    mongo: groupUserReads(mongo),
    close() {
      sql.close();
      mongo.close();
    },
  };
}
