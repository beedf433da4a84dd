import { defineOccurrence, defineSweep } from '../../define-rule-jobs.ts';

/** Marks one payment as overdue and tells its user. */
export const paymentMarkOverdue = defineOccurrence('payment.mark-overdue');

/** Finds the payments whose due date and grace period are over. */
export const paymentMarkOverdueSweep = defineSweep('payment.mark-overdue');
