import { decideOverdue, PaymentOverdueParameters, type Payment, type PaymentOverdueFacts, type User } from '@carillon/domain';
import type { Checked, OccurrenceCheck } from '../../occurrence/check.ts';
import { findPayment, paymentUnknown, type FindPaymentDeps } from '../find-payment.ts';

/** Looks at a payment and its user again: is it still owed, and late? The user may be unknown: the payment is marked all the same. */
export async function checkOverduePayment(deps: FindPaymentDeps, { subjectId, slot, parameters, now }: OccurrenceCheck): Promise<Checked<{ payment: Payment; user: User | null; facts: PaymentOverdueFacts }>> {
  const found = await findPayment(deps, subjectId);
  if (found === null) return paymentUnknown;
  const decision = decideOverdue(found, now, PaymentOverdueParameters.parse(parameters), slot);
  return decision.kind === 'excluded' ? decision : { kind: 'due', ...found, facts: decision.facts };
}
