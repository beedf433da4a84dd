import { MOST_SEARCHED_USERS, type SearchedPayments, type SearchPayments } from '@carillon/domain';
import type { CallOptions, MongoServiceClient, SqlServiceClient } from '@carillon/service-clients';

export interface SearchPaymentsDeps {
  sql: Pick<SqlServiceClient, 'listPayments'>;
  mongo: Pick<MongoServiceClient, 'listUsers'>;
}

/** Payments by their reference, or by whose they are: the sql-service knows users by their ids alone. Rejects with the errors of the service clients. */
export async function searchPayments({ sql, mongo }: SearchPaymentsDeps, { search, ...filter }: SearchPayments, call: CallOptions): Promise<SearchedPayments> {
  if (search === undefined) return sql.listPayments({ query: filter }, call);
  const users = await mongo.listUsers({ query: { search, limit: MOST_SEARCHED_USERS } }, call);
  const orUserIds = users.items.length === 0 ? undefined : users.items.map(({ id }) => id);
  return { ...(await sql.listPayments({ query: { ...filter, search, orUserIds } }, call)), usersCapped: users.nextCursor !== null };
}
