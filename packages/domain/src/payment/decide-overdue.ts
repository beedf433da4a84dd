import { z } from 'zod';
import { addDays, daysBetween, daysOnEarth, instantAt, localDay } from '../rule/calendar.ts';
import { checkUser } from '../rule/check-user.ts';
import { excluded, NOT_DUE, type RuleDecision } from '../rule/decision.ts';
import type { User } from '../user/schema.ts';
import type { Payment } from './schema.ts';

export const PaymentOverdueParameters = z.strictObject({
  graceDays: z.int().min(0).max(60).default(1).describe('Days that a payment may be late, in the time zone of the user, before it is marked as overdue'),
  lookBackDays: z.int().min(1).max(3_650).default(90).describe('Payments that are late for longer are left to people'),
});
export type PaymentOverdueParameters = z.infer<typeof PaymentOverdueParameters>;

export interface PaymentOverdueSubject {
  payment: Pick<Payment, 'status' | 'dueDate'>;
  user: Pick<User, 'status' | 'timeZone'> | null;
}
export interface PaymentOverdueFacts {
  daysOverdue: number;
  /** The day it is for the user: what the payment service is told. */
  asOf: string;
}

/**
 * Whether a payment is overdue at `now`, so that it is to be marked and its user told: once for each due date. With the
 * `slot` of an occurrence found earlier it tells whether that one may still happen.
 */
export function decideOverdue({ payment, user }: PaymentOverdueSubject, now: Date, { graceDays, lookBackDays }: PaymentOverdueParameters, slot?: string): RuleDecision<PaymentOverdueFacts> {
  if (payment.status === 'paid' || payment.status === 'cancelled') return excluded(payment.status, `The payment is ${payment.status}.`);
  const refusal = checkUser(user);
  if (refusal !== null || user === null) return refusal ?? excluded('user unknown', '');
  if (slot !== undefined && slot !== payment.dueDate) return excluded('due date moved', `The due date is ${payment.dueDate} now.`);
  const today = localDay(now, user.timeZone);
  const late = daysBetween(payment.dueDate, today);
  if (late <= graceDays) return excluded(NOT_DUE, late <= 0 ? `It is due on ${payment.dueDate}.` : `It was due on ${payment.dueDate}, and may be ${graceDays} days late.`);
  if (late > lookBackDays && slot === undefined) return excluded('too old', `It was due on ${payment.dueDate}, more than ${lookBackDays} days ago.`);
  return {
    kind: 'due',
    slot: payment.dueDate,
    dueAt: instantAt(addDays(payment.dueDate, graceDays + 1), 0, user.timeZone),
    reason: `Was due on ${payment.dueDate}, ${late === 1 ? '1 day' : `${late} days`} ago`,
    facts: { daysOverdue: late, asOf: today },
  };
}

/** The due dates among which all payments are that may be overdue somewhere: `from` ≤ due date < `before`. */
export function overdueWindow(now: Date, { graceDays, lookBackDays }: PaymentOverdueParameters): { from: string; before: string } {
  const { earliest, latest } = daysOnEarth(now);
  return { from: addDays(earliest, -lookBackDays), before: addDays(latest, -graceDays) };
}
