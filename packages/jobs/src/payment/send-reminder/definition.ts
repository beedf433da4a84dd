import { defineOccurrence, defineSweep } from '../../define-rule-jobs.ts';

/** Reminds one user of one payment, some days before it is due. */
export const paymentSendReminder = defineOccurrence('payment.send-reminder');

/** Finds the payments that are to be reminded of today, where their users live. */
export const paymentSendReminderSweep = defineSweep('payment.send-reminder');
