import { expect, it } from 'vitest';
import { aNotification } from '../../testing/a-notification.ts';
import { matchesFilter } from './match-filter.ts';

const notification = aNotification({
  status: 'failed',
  to: 'ada@example.com',
  userId: '1042',
  subject: 'Your invoice is overdue',
  category: 'billing',
  tags: ['TEST'],
  template: { name: 'payment-overdue', version: 2 },
  createdAt: '2026-03-28T10:00:00.000Z',
});

it.each([
  { filter: {} },
  { filter: { status: ['failed' as const, 'unknown' as const] } },
  { filter: { recipient: 'ADA@example.com' } },
  { filter: { tag: 'TEST', category: 'billing', template: 'payment-overdue' } },
  { filter: { from: '2026-03-28T10:00:00.000Z', to: '2026-03-28T10:00:00.001Z' } },
  { filter: { userId: '1042' } },
  { filter: { text: 'ada@' } },
  { filter: { text: 'overdue INVOICE' } },
  { filter: { text: notification.id } },
])('matches $filter', ({ filter }) => {
  expect(matchesFilter(notification, filter)).toBe(true);
});

it.each([
  { filter: { status: ['sent' as const] } },
  { filter: { recipient: 'ada@example.co' } },
  { filter: { tag: 'LIVE' } },
  { filter: { rule: 'payment.send-reminder' } },
  { filter: { failure: 'No such user' } },
  { filter: { userId: '7' } },
  { filter: { to: '2026-03-28T10:00:00.000Z' } },
  { filter: { text: 'example.com' } },
  { filter: { text: 'invoice paid' } },
  { filter: { status: ['failed' as const], category: 'news' } },
])('does not match $filter', ({ filter }) => {
  expect(matchesFilter(notification, filter)).toBe(false);
});
