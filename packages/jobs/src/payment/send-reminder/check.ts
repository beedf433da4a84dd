import { decideReminder, PaymentReminderParameters, userUnknown, type Payment, type User } from '@carillon/domain';
import type { Checked, OccurrenceCheck } from '../../occurrence/check.ts';
import { findPayment, paymentUnknown, type FindPaymentDeps } from '../find-payment.ts';

/** Looks at a payment and its user again: is this reminder still wanted? */
export async function checkPaymentReminder(deps: FindPaymentDeps, { subjectId, slot, parameters, now }: OccurrenceCheck): Promise<Checked<{ payment: Payment; user: User }>> {
  const found = await findPayment(deps, subjectId);
  if (found === null) return paymentUnknown;
  const { payment, user } = found;
  const decision = decideReminder(found, now, PaymentReminderParameters.parse(parameters), slot);
  if (decision.kind === 'excluded') return decision;
  return user === null ? userUnknown : { kind: 'due', payment, user };
}
