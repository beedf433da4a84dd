import { MOST_SEARCHED_USERS, type CountSearchedPayments, type RowCount, type SearchedPayments, type SearchPayments, type UserId } from '@carillon/domain';
import type { CallOptions, MongoServiceClient, SqlServiceClient } from '@carillon/service-clients';

export interface SearchPaymentsDeps {
  sql: Pick<SqlServiceClient, 'listPayments' | 'countPayments'>;
  mongo: Pick<MongoServiceClient, 'listUsers'>;
}

/** Payments by their reference, or by whose they are: the sql-service knows users by their ids alone. Rejects with the errors of the service clients. */
export async function searchPayments({ sql, mongo }: SearchPaymentsDeps, { searchIn, ...query }: SearchPayments, call: CallOptions): Promise<SearchedPayments> {
  if (query.search === undefined || searchIn === 'reference') return sql.listPayments({ query }, call);
  const { orUserIds, capped } = await findUsers(mongo, query.search, call);
  return { ...(await sql.listPayments({ query: { ...query, orUserIds } }, call)), usersCapped: capped };
}

/** How many {@link searchPayments} finds. */
export async function countPayments({ sql, mongo }: SearchPaymentsDeps, { searchIn, ...query }: CountSearchedPayments, call: CallOptions): Promise<RowCount> {
  if (query.search === undefined || searchIn === 'reference') return sql.countPayments({ query }, call);
  const { orUserIds } = await findUsers(mongo, query.search, call);
  return sql.countPayments({ query: { ...query, orUserIds } }, call);
}

/** Whom a search means; undefined: nobody. */
async function findUsers(mongo: Pick<MongoServiceClient, 'listUsers'>, search: string, call: CallOptions): Promise<{ orUserIds: UserId[] | undefined; capped: boolean }> {
  const { items, nextCursor } = await mongo.listUsers({ query: { search, limit: MOST_SEARCHED_USERS } }, call);
  return { orUserIds: items.length === 0 ? undefined : items.map(({ id }) => id), capped: nextCursor !== null };
}
