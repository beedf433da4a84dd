import { z } from 'zod';
import { PAYMENT_CATEGORY } from '../category/categories.ts';
import { addDays, daysBetween, daysOnEarth, instantAt, localDay } from '../instant/calendar.ts';
import { checkUser, userUnknown, type ReminderRecipient } from '../rule/check-user.ts';
import { excluded, NOT_DUE, type Exclusion, type RuleDecision } from '../rule/decision.ts';
import type { Payment } from './schema.ts';

export const PaymentReminderParameters = z.strictObject({
  offsets: z
    .array(z.int().min(0).max(60))
    .min(1)
    .max(10)
    .refine((offsets) => new Set(offsets).size === offsets.length, 'has a day twice')
    .default([7, 3, 1, 0])
    .describe('Days before the due date, in the time zone of the user, on which a reminder goes out'),
});
export type PaymentReminderParameters = z.infer<typeof PaymentReminderParameters>;

export interface PaymentReminderSubject {
  payment: Pick<Payment, 'status' | 'dueDate'>;
  user: ReminderRecipient | null;
}
export interface PaymentReminderFacts {
  daysBefore: number;
}

/**
 * Whether a payment is to be reminded of at `now`: on exactly those days before its due date that the parameters name, by
 * the calendar of the user. With the `slot` of an occurrence found earlier it tells whether that one may still happen:
 * then the day of the reminder may be over, the due date not.
 */
export function decideReminder({ payment, user }: PaymentReminderSubject, now: Date, { offsets }: PaymentReminderParameters, slot?: string): RuleDecision<PaymentReminderFacts> {
  const refusal = checkPayment(payment) ?? checkUser(user, PAYMENT_CATEGORY);
  if (refusal !== null || user === null) return refusal ?? userUnknown;
  const daysLeft = daysBetween(localDay(now, user.timeZone), payment.dueDate);
  const days = slot === undefined ? daysLeft : daysOf(slot);
  if (slot !== undefined && slot !== slotOf(payment.dueDate, days)) return excluded('due date moved', `The due date is ${payment.dueDate} now.`);
  if (slot !== undefined && daysLeft < 0) return excluded('due date over', `The payment was due on ${payment.dueDate}: it is too late for a reminder.`);
  if (!offsets.includes(days)) return excluded(NOT_DUE, `It is due on ${payment.dueDate}, ${inDays(days)}; reminders go out ${[...offsets].sort((a, b) => b - a).join(', ')} days before.`);
  return {
    kind: 'due',
    slot: slotOf(payment.dueDate, days),
    dueAt: instantAt(addDays(payment.dueDate, -days), 0, user.timeZone),
    reason: `Due on ${payment.dueDate}, ${inDays(days)}`,
    facts: { daysBefore: days },
  };
}

/** The due dates, as ranges with both ends in them, among which all payments are that may be due for a reminder somewhere. */
export function reminderWindows(now: Date, { offsets }: PaymentReminderParameters): { from: string; to: string }[] {
  const { earliest, latest } = daysOnEarth(now);
  const windows: { from: string; to: string }[] = [];
  for (const offset of [...offsets].sort((a, b) => a - b)) {
    const from = addDays(earliest, offset);
    const to = addDays(latest, offset);
    const last = windows.at(-1);
    if (last !== undefined && from <= addDays(last.to, 1)) last.to = to;
    else windows.push({ from, to });
  }
  return windows;
}

function checkPayment({ status }: Pick<Payment, 'status'>): Exclusion | null {
  if (status === 'pending') return null;
  return excluded(status, status === 'overdue' ? 'The payment is overdue: the overdue notice takes over.' : `The payment is ${status}.`);
}

function slotOf(dueDate: string, days: number): string {
  return `${dueDate}.${days}d`;
}

function daysOf(slot: string): number {
  return Number(/\.(\d+)d$/.exec(slot)?.[1] ?? -1);
}

function inDays(days: number): string {
  if (days < 0) return days === -1 ? 'yesterday' : `${-days} days ago`;
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
}
