import type { Payment, UserId } from '@carillon/domain';
import type { SqlServiceClient } from '@carillon/service-clients';
import { MOST_OF_ONE_USER } from '../sweep/look-at-user.ts';

export interface FindOpenPaymentsDeps {
  sql: Pick<SqlServiceClient, 'listPayments'>;
}

/** The payments of a user that are still owed. */
export async function findOpenPayments({ sql }: FindOpenPaymentsDeps, userId: UserId): Promise<Payment[]> {
  const pages = await Promise.all((['pending', 'overdue'] as const).map((status) => sql.listPayments({ query: { userId, status, limit: MOST_OF_ONE_USER } })));
  return pages.flatMap(({ items }) => items);
}
