import { CarillonError, type Payment, type PaymentId } from '@carillon/domain';
import type { PaymentRepository } from './repository.ts';

/** Throws `not-found`. */
export async function getPayment({ payments }: { payments: PaymentRepository }, id: PaymentId): Promise<Payment> {
  const payment = await payments.find(id);
  if (payment === null) throw new CarillonError('not-found', `There is no payment with the id ${id}.`);
  return payment;
}
