import { decideOverdue, PaymentOverdueParameters } from '@carillon/domain';
import { aboutUser, type LookAtUser } from '../../sweep/look-at-user.ts';
import { findOpenPayments, type FindOpenPaymentsDeps } from '../find-open-payments.ts';

export const overduePaymentsOfUser: LookAtUser<FindOpenPaymentsDeps> = async (deps, { user, now, parameters }) => {
  const limits = PaymentOverdueParameters.parse(parameters);
  return (await findOpenPayments(deps, user.id)).map((payment) => aboutUser(user, payment.id, decideOverdue({ payment, user }, now, limits)));
};
