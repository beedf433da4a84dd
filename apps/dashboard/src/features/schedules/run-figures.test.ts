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
  ['the jobs are ahead of the sweep’s report', { enqueued: 0, notified: 3, failed: 0, skippedLater: {} }, 0],
])('knows how many jobs are left when %s', (_when, run, left) => {
  expect(jobsPending(run)).toBe(left);
});
