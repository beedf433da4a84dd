export { type CallOptions, type ServiceClient, type ServiceClientOptions } from './create-service-client.ts';
export { groupPaymentReads, groupUserReads } from './group-reads.ts';
export { createInternalTokens, verifyInternalToken, type InternalTokens, type InternalTokenVerdict } from './internal-token.ts';
export { createMongoServiceClient, type MongoServiceClient } from './mongo-service-client.ts';
export { ServiceAnswerError, ServiceCallError, ServiceRefusedError, ServiceUnavailableError } from './service-errors.ts';
export { createSqlServiceClient, type SqlServiceClient } from './sql-service-client.ts';
