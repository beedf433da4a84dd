import { expect, it } from 'vitest';
import { matchesFilter } from './match-filter.ts';
import { noReason, NotificationSummary, type NotificationFilter } from './schema.ts';

const notification = NotificationSummary.parse({
  id: 'ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q',
  status: 'failed',
  reason: 'No such user',
  channel: 'email',
  to: 'ada@example.com',
  userId: '1042',
  paymentId: 'pay-7',
  subject: 'Your invoice is overdue',
  category: 'billing',
  rule: null,
  template: { name: 'payment-overdue', version: 2 },
  tags: ['TEST'],
  priority: 'normal',
  attemptCount: 1,
  createdAt: '2026-03-28T10:00:00.000Z',
  updatedAt: '2026-03-28T10:00:01.000Z',
  sendAt: null,
  nextAttemptAt: null,
  sentAt: null,
});

it.each<NotificationFilter>([
  {},
  { status: ['failed', 'unknown'] },
  { recipient: 'ADA@example.com' },
  { tag: 'TEST', category: 'billing', template: 'payment-overdue' },
  { from: '2026-03-28T10:00:00.000Z', to: '2026-03-28T10:00:00.001Z' },
  { userId: '1042' },
  { paymentId: 'pay-7' },
  { failure: 'No such user' },
  { search: 'ada@' },
  { search: 'example.com' },
  { search: 'overdue INVOICE' },
  { search: 'invoice-over' },
  { search: notification.id },
])('matches %o', (filter) => {
  expect(matchesFilter(notification, filter)).toBe(true);
});

it.each<NotificationFilter>([
  { status: ['sent'] },
  { recipient: 'ada@example.co' },
  { tag: 'LIVE' },
  { rule: 'payment.send-reminder' },
  { failure: 'No such domain' },
  { failure: noReason },
  { userId: '7' },
  { paymentId: '1042' },
  { to: '2026-03-28T10:00:00.000Z' },
  { search: 'voice' },
  { search: 'example.com@' },
  { search: 'invoice paid' },
  { search: ' - ' },
  { search: `ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1R` },
  { status: ['failed'], category: 'news' },
])('does not match %o', (filter) => {
  expect(matchesFilter(notification, filter)).toBe(false);
});

it.each([
  ['failed', true],
  ['bounced', true],
  ['unknown', true],
  ['complained', false],
  ['cancelled', false],
] as const)('one that is %s without a reason is among failures without one: %s', (status, expected) => {
  expect(matchesFilter({ ...notification, status, reason: null }, { failure: noReason })).toBe(expected);
});
