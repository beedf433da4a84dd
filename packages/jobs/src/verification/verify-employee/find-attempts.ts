import type { VerificationAttempt } from '@carillon/domain';
import type { MongoServiceClient } from '@carillon/service-clients';

/** How often an employee was asked. The first 200 times are enough for every limit there is. */
export async function findAttempts(mongo: Pick<MongoServiceClient, 'listVerificationAttempts'>, verificationId: string): Promise<VerificationAttempt[]> {
  const { items } = await mongo.listVerificationAttempts({ query: { verificationId, limit: 200 } });
  return items;
}
