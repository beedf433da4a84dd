import { CarillonError, PaymentId, type Clock, type CreatePayment, type Payment } from '@carillon/domain';
import type { NewPayment, PaymentRepository } from './repository.ts';

export interface PaymentDeps {
  payments: PaymentRepository;
  clock: Clock;
  newPaymentId: () => string;
}

/** Adds a payment; `created` is false when it was there before with the same content. Throws `conflict` when that differs. */
export async function createPayment(deps: PaymentDeps, input: CreatePayment): Promise<{ created: boolean; payment: Payment }> {
  const row = toNewPayment(deps, input);
  const created = (await deps.payments.insert([row])) === 1;
  const payment = await deps.payments.find(row.id);
  if (payment === null) throw new Error(`The payment ${row.id} is gone right after it was added.`);
  if (!created && !sameContent(payment, row)) throw new CarillonError('conflict', `There is another payment with the id ${row.id}.`);
  return { created, payment };
}

/** What is stored of a new payment; without an id of its own it is given one. */
export function toNewPayment({ clock, newPaymentId }: Pick<PaymentDeps, 'clock' | 'newPaymentId'>, { id, ...input }: CreatePayment): NewPayment {
  return { ...input, id: id ?? PaymentId.parse(newPaymentId()), createdAt: clock.now() };
}

function sameContent(payment: Payment, row: NewPayment): boolean {
  const fields = ['userId', 'reference', 'description', 'amountMinor', 'currency', 'dueDate'] as const;
  return fields.every((field) => payment[field] === row[field]);
}
