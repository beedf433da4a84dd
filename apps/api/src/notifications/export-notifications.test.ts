import { NotificationSummary } from '@carillon/domain';
import { expect, it } from 'vitest';
import { csvLines } from '../http/stream-csv.ts';
import { notificationCsvColumns, toRow } from './export-notifications.ts';

const reminder = NotificationSummary.parse({
  id: 'ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q', status: 'sent', reason: null, channel: 'email', to: 'ada@example.com', userId: 'ada', paymentId: 'inv-42', subject: '=Due soon', category: 'billing', rule: 'payment.send-reminder',
  template: { name: 'payment-reminder', version: 2 }, tags: ['vip', 'TEST'], priority: 'normal', attemptCount: 1, createdAt: '2026-03-28T10:00:00.000Z', updatedAt: '2026-03-28T10:00:01.000Z', sendAt: null, nextAttemptAt: null, sentAt: '2026-03-28T10:00:01.000Z',
});

it('a row says whom it was for, and for which payment', () => {
  expect(csvLines(notificationCsvColumns, [toRow(reminder), toRow({ ...reminder, userId: null, paymentId: null, template: null, tags: [] })]).split('\r\n')).toEqual([
    "ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q,2026-03-28T10:00:00.000Z,sent,,email,ada@example.com,'=Due soon,billing,payment.send-reminder,payment-reminder@2,vip TEST,1,2026-03-28T10:00:01.000Z,ada,inv-42",
    "ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q,2026-03-28T10:00:00.000Z,sent,,email,ada@example.com,'=Due soon,billing,payment.send-reminder,,,1,2026-03-28T10:00:01.000Z,,",
    '',
  ]);
});
