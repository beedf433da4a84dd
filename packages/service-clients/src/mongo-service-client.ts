import { mongoServiceContract } from './contracts.ts';
import { createServiceClient, type ServiceClient, type ServiceClientOptions } from './create-service-client.ts';

export type MongoServiceClient = ServiceClient<typeof mongoServiceContract>;

/** Asks the mongo-service: users, logins, verification attempts, notification history. */
export function createMongoServiceClient(options: ServiceClientOptions): MongoServiceClient {
  return createServiceClient('mongo-service', mongoServiceContract, options);
}
