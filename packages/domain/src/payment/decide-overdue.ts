import { z } from 'zod';
import { addDays, daysBetween, daysOnEarth, instantAt, isTimeZone, localDay } from '../instant/calendar.ts';
import { checkUser, type ReminderRecipient } from '../rule/check-user.ts';
import { excluded, NOT_DUE, type Exclusion, type RuleDecision } from '../rule/decision.ts';
import { PAYMENT_CATEGORY } from '../category/categories.ts';
import type { Payment } from './schema.ts';

export const PaymentOverdueParameters = z.strictObject({
  graceDays: z.int().min(0).max(60).default(1).describe('Days that a payment may be late, in the time zone of the user, before it is marked as overdue'),
  lookBackDays: z.int().min(1).max(3_650).default(90).describe('Payments that are late for longer are left to people'),
});
export type PaymentOverdueParameters = z.infer<typeof PaymentOverdueParameters>;

export interface PaymentOverdueSubject {
  payment: Pick<Payment, 'status' | 'dueDate'>;
  user: ReminderRecipient | null;
}
export interface PaymentOverdueFacts {
  daysOverdue: number;
  /** The day it is for the user: what the sql-service is told. */
  asOf: string;
  /** Why the user is not told, though the payment is marked; null: the user is. */
  silent: Exclusion | null;
}

/**
 * Whether a payment is overdue at `now`, so that it is to be marked and its user told: once for each due date. A payment
 * is late whether or not its user can be told; without a known time zone the day is that of UTC. With the
 * `slot` of an occurrence found earlier it tells whether that one may still happen.
 */
export function decideOverdue({ payment, user }: PaymentOverdueSubject, now: Date, { graceDays, lookBackDays }: PaymentOverdueParameters, slot?: string): RuleDecision<PaymentOverdueFacts> {
  if (payment.status === 'paid' || payment.status === 'cancelled') return excluded(payment.status, `The payment is ${payment.status}.`);
  if (slot !== undefined && slot !== payment.dueDate) return excluded('due date moved', `The due date is ${payment.dueDate} now.`);
  const silent = checkUser(user, PAYMENT_CATEGORY);
  const timeZone = user !== null && isTimeZone(user.timeZone) ? user.timeZone : 'Etc/UTC';
  const today = localDay(now, timeZone);
  const late = daysBetween(payment.dueDate, today);
  if (late <= graceDays) return excluded(NOT_DUE, late <= 0 ? `It is due on ${payment.dueDate}.` : `It was due on ${payment.dueDate}, and may be ${graceDays} days late.`);
  if (late > lookBackDays && slot === undefined) return excluded('too old', `It was due on ${payment.dueDate}, more than ${lookBackDays} days ago.`);
  return {
    kind: 'due',
    slot: payment.dueDate,
    dueAt: instantAt(addDays(payment.dueDate, graceDays + 1), 0, timeZone),
    reason: `Was due on ${payment.dueDate}, ${late === 1 ? '1 day' : `${late} days`} ago`,
    facts: { daysOverdue: late, asOf: today, silent },
  };
}

/** The due dates among which all payments are that may be overdue somewhere: `from` ≤ due date < `before`. */
export function overdueWindow(now: Date, { graceDays, lookBackDays }: PaymentOverdueParameters): { from: string; before: string } {
  const { earliest, latest } = daysOnEarth(now);
  return { from: addDays(earliest, -lookBackDays), before: addDays(latest, -graceDays) };
}
