import { decideOverdue, overdueWindow, PaymentOverdueParameters } from '@carillon/domain';
import type { MongoServiceClient, SqlServiceClient } from '@carillon/service-clients';
import type { FindCandidates } from '../../sweep/candidate.ts';
import { findUsers } from '../../sweep/find-users.ts';

export interface FindOverduePaymentsDeps {
  sql: Pick<SqlServiceClient, 'listOverduePayments'>;
  mongo: Pick<MongoServiceClient, 'listUsers'>;
}

/** Payments that are late, marked or not, joined with their users a page at a time. */
export const findOverduePayments: FindCandidates<FindOverduePaymentsDeps> = async ({ sql, mongo }, { now, parameters, limit, cursor }) => {
  const limits = PaymentOverdueParameters.parse(parameters);
  const { items, nextCursor } = await sql.listOverduePayments({ query: { ...overdueWindow(now, limits), limit, ...(cursor === undefined ? {} : { cursor }) } });
  const users = await findUsers(mongo, items.map(({ userId }) => userId));
  return {
    nextCursor,
    items: items.map((payment) => {
      const user = users.get(payment.userId) ?? null;
      return { subjectId: payment.id, userId: payment.userId, user, decision: decideOverdue({ payment, user }, now, limits) };
    }),
  };
};
