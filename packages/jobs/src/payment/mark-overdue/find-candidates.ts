import { decideOverdue, overdueWindow, PaymentOverdueParameters, type Payment } from '@carillon/domain';
import type { MongoServiceClient, SqlServiceClient } from '@carillon/service-clients';
import type { CandidateSource } from '../../sweep/candidate.ts';
import { findUsers } from '../../sweep/find-users.ts';

export interface FindOverduePaymentsDeps {
  sql: Pick<SqlServiceClient, 'listOverduePayments'>;
  mongo: Pick<MongoServiceClient, 'listUsers'>;
}

/** Payments that are late, marked or not, joined with their users a page at a time. */
export const overduePayments: CandidateSource<FindOverduePaymentsDeps, Payment> = {
  readSubjects({ sql }, { now, parameters, limit, cursor }) {
    const window = overdueWindow(now, PaymentOverdueParameters.parse(parameters));
    return sql.listOverduePayments({ query: { ...window, limit, ...(cursor === undefined ? {} : { cursor }) } });
  },
  async decide({ mongo }, payments, { now, parameters }) {
    const limits = PaymentOverdueParameters.parse(parameters);
    const users = await findUsers(mongo, payments.map(({ userId }) => userId));
    return payments.map((payment) => {
      const user = users.get(payment.userId) ?? null;
      return { subjectId: payment.id, userId: payment.userId, user, decision: decideOverdue({ payment, user }, now, limits) };
    });
  },
};
