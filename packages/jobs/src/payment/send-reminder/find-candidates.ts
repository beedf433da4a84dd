import { decideReminder, PaymentReminderParameters, reminderWindows, type Payment } from '@carillon/domain';
import type { MongoServiceClient, SqlServiceClient } from '@carillon/service-clients';
import type { CandidateSource } from '../../sweep/candidate.ts';
import { findUsers } from '../../sweep/find-users.ts';
import { readListParts } from '../../sweep/list-parts.ts';

export interface FindDuePaymentsDeps {
  sql: Pick<SqlServiceClient, 'listDuePayments'>;
  mongo: Pick<MongoServiceClient, 'listUsers'>;
}

/** Pending payments around the days that the parameters name, joined with their users a page at a time. */
export const duePayments: CandidateSource<FindDuePaymentsDeps, Payment> = {
  readSubjects({ sql }, { now, parameters, limit, cursor }) {
    const windows = reminderWindows(now, PaymentReminderParameters.parse(parameters));
    return readListParts(windows.map((window) => (inner: string | undefined) => sql.listDuePayments({ query: { ...window, limit, ...(inner === undefined ? {} : { cursor: inner }) } })), cursor);
  },
  async decide({ mongo }, payments, { now, parameters }) {
    const offsets = PaymentReminderParameters.parse(parameters);
    const users = await findUsers(mongo, payments.map(({ userId }) => userId));
    return payments.map((payment) => {
      const user = users.get(payment.userId) ?? null;
      return { subjectId: payment.id, userId: payment.userId, user, decision: decideReminder({ payment, user }, now, offsets) };
    });
  },
};
