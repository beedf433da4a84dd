import { describe, expect, it } from 'vitest';
import { decidePayment, type PaymentCommand } from './decide-payment.ts';

const pay: PaymentCommand = { kind: 'pay' };
const cancel: PaymentCommand = { kind: 'cancel' };
const markOverdue: PaymentCommand = { kind: 'mark-overdue', asOf: '2024-03-01' };
const dueDate = '2024-02-29';

describe('decidePayment', () => {
  it.each([
    ['pending', pay, 'change'],
    ['pending', cancel, 'change'],
    ['pending', markOverdue, 'change'],
    ['overdue', pay, 'change'],
    ['overdue', cancel, 'change'],
    ['overdue', markOverdue, 'nothing'],
    ['paid', pay, 'nothing'],
    ['paid', cancel, 'refuse'],
    ['paid', markOverdue, 'refuse'],
    ['cancelled', cancel, 'nothing'],
    ['cancelled', pay, 'refuse'],
    ['cancelled', markOverdue, 'refuse'],
  ] as const)('%s + %o: %s', (status, command, expected) => {
    expect(decidePayment({ status, dueDate }, command).kind).toBe(expected);
  });

  it.each([
    ['2024-02-28', 'refuse'],
    ['2024-02-29', 'refuse'],
    ['2024-03-01', 'change'],
  ])('a payment that is due on a leap day, on %s: %s', (asOf, expected) => {
    expect(decidePayment({ status: 'pending', dueDate }, { kind: 'mark-overdue', asOf }).kind).toBe(expected);
  });
});
