import { refuseFuture, type PaymentChange, type PaymentId, type PayPayment } from '@carillon/domain';
import { changePayment } from './change-payment.ts';
import type { PaymentDeps } from './create-payment.ts';

/** Notes that a payment was made, now or at `paidAt`. Throws `validation-failed` when that lies ahead, and as `changePayment` does. */
export function payPayment(deps: Pick<PaymentDeps, 'payments' | 'clock'>, id: PaymentId, { paidAt }: PayPayment): Promise<PaymentChange> {
  refuseFuture('/paidAt', paidAt, deps.clock.now());
  return changePayment(deps, id, { kind: 'pay', ...(paidAt === undefined ? {} : { paidAt: new Date(paidAt) }) });
}
