import { CarillonError, decidePayment, type PaymentChange, type PaymentCommand, type PaymentId } from '@carillon/domain';
import type { PaymentDeps } from './create-payment.ts';
import { getPayment } from './get-payment.ts';

/** How often others may change the same payment while this change is being decided. */
const MAX_ROUNDS = 5;

/** Carries out a command, or does nothing when it was carried out before. Throws `not-found`, or `conflict` with the reason. */
export async function changePayment(deps: Pick<PaymentDeps, 'payments' | 'clock'>, id: PaymentId, command: PaymentCommand & { paidAt?: Date }): Promise<PaymentChange> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const payment = await getPayment(deps, id);
    const decision = decidePayment(payment, command);
    if (decision.kind === 'nothing') return { changed: false, payment };
    if (decision.kind === 'refuse') throw new CarillonError('conflict', decision.reason);
    const now = deps.clock.now();
    const changed = await deps.payments.changeStatus({ id, from: payment.status, to: decision.to, paidAt: decision.to === 'paid' ? (command.paidAt ?? now) : null, now });
    if (changed !== null) return { changed: true, payment: changed };
  }
  throw new CarillonError('conflict', `The payment ${id} is being changed by others; try again.`, { retryAfterSeconds: 1 });
}
