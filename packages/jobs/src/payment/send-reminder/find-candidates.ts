import { decideReminder, PaymentReminderParameters, reminderWindows } from '@carillon/domain';
import type { MongoServiceClient, SqlServiceClient } from '@carillon/service-clients';
import type { FindCandidates } from '../../sweep/candidate.ts';
import { findUsers } from '../../sweep/find-users.ts';
import { readListParts } from '../../sweep/list-parts.ts';

export interface FindDuePaymentsDeps {
  sql: Pick<SqlServiceClient, 'listDuePayments'>;
  mongo: Pick<MongoServiceClient, 'listUsers'>;
}

/** Pending payments around the days that the parameters name, joined with their users a page at a time. */
export const findDuePayments: FindCandidates<FindDuePaymentsDeps> = async ({ sql, mongo }, { now, parameters, limit, cursor }) => {
  const offsets = PaymentReminderParameters.parse(parameters);
  const lists = reminderWindows(now, offsets).map((window) => (inner: string | undefined) => sql.listDuePayments({ query: { ...window, limit, ...(inner === undefined ? {} : { cursor: inner }) } }));
  const { items, nextCursor } = await readListParts(lists, cursor);
  const users = await findUsers(mongo, items.map(({ userId }) => userId));
  return {
    nextCursor,
    items: items.map((payment) => {
      const user = users.get(payment.userId) ?? null;
      return { subjectId: payment.id, userId: payment.userId, user, decision: decideReminder({ payment, user }, now, offsets) };
    }),
  };
};
