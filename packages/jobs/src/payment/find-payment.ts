import { excluded, type Exclusion, type Payment, type User } from '@carillon/domain';
import type { MongoServiceClient, SqlServiceClient } from '@carillon/service-clients';
import { orNull } from '../service-error.ts';

export interface FindPaymentDeps {
  sql: Pick<SqlServiceClient, 'getPayment'>;
  mongo: Pick<MongoServiceClient, 'getUser'>;
}

export const paymentUnknown: Exclusion = excluded('payment unknown', 'The sql-service does not know the payment.');

/** A payment and its user as they are now; null where the payment is gone. */
export async function findPayment({ sql, mongo }: FindPaymentDeps, id: string): Promise<{ payment: Payment; user: User | null } | null> {
  const payment = await orNull(sql.getPayment({ params: { id } }));
  return payment === null ? null : { payment, user: await orNull(mongo.getUser({ params: { id: payment.userId } })) };
}
