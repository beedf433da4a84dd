import { expect, it } from 'vitest';
import { jobsPending, skipReasons } from './run-figures.ts';

it('adds up the reasons of the sweep and of the later check, most frequent first', () => {
  expect(skipReasons({ skipped: { paid: 1, unsubscribed: 4 }, skippedLater: { paid: 2 } })).toEqual([
    { reason: 'unsubscribed', count: 4 },
    { reason: 'paid', count: 3 },
  ]);
});

it.each([
  ['none has ended', { enqueued: 9, notified: 0, failed: 0, skippedLater: {} }, 9],
  ['some have', { enqueued: 9, notified: 3, failed: 1, skippedLater: { paid: 2 } }, 3],
  ['all have', { enqueued: 6, notified: 3, failed: 1, skippedLater: { paid: 2 } }, 0],
  ['it is maintenance', { schedule: 'maintenance.requeue-stale', enqueued: 9, notified: 0, failed: 0, skippedLater: {} }, 0],
])('knows how many jobs are left when %s', (_when, run, left) => {
  expect(jobsPending({ schedule: 'payment.send-reminder', ...run })).toBe(left);
});
