import type { Clock } from '@carillon/domain';
import type { ServiceClientOptions } from './create-service-client.ts';
import { createInternalTokens } from './internal-token.ts';
import { createMongoServiceClient, type MongoServiceClient } from './mongo-service-client.ts';
import { createSqlServiceClient, type SqlServiceClient } from './sql-service-client.ts';

export interface DataServicesOptions {
  sqlServiceUrl: string;
  mongoServiceUrl: string;
  internalSecret: string;
  /** The process that asks. */
  subject: string;
  clock: Clock;
  random: () => number;
  /** Told of calls that are tried again, and of services that are left alone for a while. */
  warn(event: 'service.retrying' | 'service.circuit', fields: Record<string, unknown>): void;
}

export interface DataServices {
  sql: SqlServiceClient;
  mongo: MongoServiceClient;
  close(): void;
}

/** The clients of both data services. They connect when they are asked. */
export function openDataServices({ sqlServiceUrl, mongoServiceUrl, internalSecret, subject, clock, random, warn }: DataServicesOptions): DataServices {
  const tokens = createInternalTokens({ secret: internalSecret, subject, clock });
  const optionsFor = (service: string, baseUrl: string): ServiceClientOptions => ({
    baseUrl, tokens, clock, random,
    on: {
      retrying: ({ operation, requestId, attempt, delayMs, error }) => warn('service.retrying', { service, operation, ...(requestId === null ? {} : { requestId }), attempt, delayMs, reason: error.message }),
      circuit: (state) => warn('service.circuit', { service, state }),
    },
  });
  const sql = createSqlServiceClient(optionsFor('sql-service', sqlServiceUrl));
  const mongo = createMongoServiceClient(optionsFor('mongo-service', mongoServiceUrl));
  return {
    sql,
    mongo,
    close() {
      sql.close();
      mongo.close();
    },
  };
}
