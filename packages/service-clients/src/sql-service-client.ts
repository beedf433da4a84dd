import { sqlServiceContract } from './contracts.ts';
import { createServiceClient, type ServiceClient, type ServiceClientOptions } from './create-service-client.ts';

export type SqlServiceClient = ServiceClient<typeof sqlServiceContract>;

/** Asks the sql-service: payments and verifications. `client.getPayment({ params: { id } })` and the like. */
export function createSqlServiceClient(options: ServiceClientOptions): SqlServiceClient {
  return createServiceClient('sql-service', sqlServiceContract, options);
}
