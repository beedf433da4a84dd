export type { CallOptions, ServiceClientOptions } from './create-service-client.ts';
export { groupPaymentReads, groupUserReads } from './group-reads.ts';
export { createInternalTokens } from './internal-token.ts';
export { createMongoServiceClient, type MongoServiceClient } from './mongo-service-client.ts';
export { openDataServices } from './open-data-services.ts';
export { ServiceCallError, ServiceRefusedError, ServiceUnavailableError } from './service-errors.ts';
export { createSqlServiceClient, type SqlServiceClient } from './sql-service-client.ts';
