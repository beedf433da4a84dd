import { PAYMENT_CATEGORY, type Payment, type User } from '@carillon/domain';
import { linkTo, type CustomerFacing } from '../../customer-facing.ts';
import type { ReminderEmail } from '../../occurrence/perform-occurrence.ts';

/** What a payment reminder says. */
export function paymentReminderEmail(payment: Payment, user: User, customerFacing: CustomerFacing): ReminderEmail {
  return {
    kind: 'email',
    user,
    to: user.email,
    category: PAYMENT_CATEGORY,
    template: 'payment-reminder',
    data: {
      user: { name: user.name },
      payment: { reference: payment.reference, amount: payment.amountMinor, currency: payment.currency, dueDate: payment.dueDate, url: linkTo(customerFacing, 'payments', payment.id) },
      timeZone: user.timeZone,
    },
  };
}
