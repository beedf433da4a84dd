import type { User } from '@carillon/domain';
import type { MongoServiceClient } from '@carillon/service-clients';

/** The users with these ids, at most 200, by id; those that the service does not know are missing. */
export async function findUsers(mongo: Pick<MongoServiceClient, 'listUsers'>, ids: readonly string[]): Promise<Map<string, User>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const { items } = await mongo.listUsers({ query: { ids: wanted, limit: 200 } });
  return new Map(items.map((user) => [user.id, user]));
}
