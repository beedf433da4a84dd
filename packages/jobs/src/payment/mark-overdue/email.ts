import { PAYMENT_CATEGORY, type Payment, type PaymentOverdueFacts, type User } from '@carillon/domain';
import { linkTo, type CustomerFacing } from '../../customer-facing.ts';
import type { ReminderEmail } from '../../occurrence/perform-occurrence.ts';

/** What the notice about a late payment says. */
export function paymentOverdueEmail(payment: Payment, user: User, { daysOverdue }: Pick<PaymentOverdueFacts, 'daysOverdue'>, customerFacing: CustomerFacing): ReminderEmail {
  return {
    kind: 'email',
    user,
    to: user.email,
    category: PAYMENT_CATEGORY,
    template: 'payment-overdue',
    data: {
      user: { name: user.name },
      payment: {
        reference: payment.reference, amount: payment.amountMinor, currency: payment.currency, dueDate: payment.dueDate, daysOverdue, url: linkTo(customerFacing, 'payments', payment.id),
      },
      timeZone: user.timeZone,
    },
  };
}
