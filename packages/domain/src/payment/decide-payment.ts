import type { Payment, PaymentStatus } from './schema.ts';

/** What can be done to a payment. `asOf` is the calendar day it is for the user. */
export type PaymentCommand = { kind: 'mark-overdue'; asOf: string } | { kind: 'pay' } | { kind: 'cancel' };

/** `change` to another status, `nothing` because it has it already, or `refuse` with the reason. */
export type PaymentDecision = { kind: 'change'; to: PaymentStatus } | { kind: 'nothing' } | { kind: 'refuse'; reason: string };

const targets = { 'mark-overdue': 'overdue', pay: 'paid', cancel: 'cancelled' } as const satisfies Record<PaymentCommand['kind'], PaymentStatus>;

/** Only what is still owed can change; paid and cancelled are final. A payment is overdue from the day after its due date. */
export function decidePayment(payment: Pick<Payment, 'status' | 'dueDate'>, command: PaymentCommand): PaymentDecision {
  const to = targets[command.kind];
  if (payment.status === to) return { kind: 'nothing' };
  if (payment.status === 'paid' || payment.status === 'cancelled') return { kind: 'refuse', reason: `The payment is ${payment.status}, which is final.` };
  if (command.kind === 'mark-overdue' && payment.dueDate >= command.asOf) {
    return { kind: 'refuse', reason: `The payment is due on ${payment.dueDate}: on ${command.asOf} it is not overdue.` };
  }
  return { kind: 'change', to };
}
