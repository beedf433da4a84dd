import { decideReminder, PaymentReminderParameters } from '@carillon/domain';
import { aboutUser, type LookAtUser } from '../../sweep/look-at-user.ts';
import { findOpenPayments, type FindOpenPaymentsDeps } from '../find-open-payments.ts';

export const duePaymentsOfUser: LookAtUser<FindOpenPaymentsDeps> = async (deps, { user, now, parameters }) => {
  const limits = PaymentReminderParameters.parse(parameters);
  return (await findOpenPayments(deps, user.id)).map((payment) => aboutUser(user, payment.id, decideReminder({ payment, user }, now, limits)));
};
