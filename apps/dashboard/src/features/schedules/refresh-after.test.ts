import { expect, it } from 'vitest';
import { refreshAfter } from './refresh-after.ts';

const settled = { schedule: 'payment.send-reminder', enqueued: 3, notified: 1, failed: 1, skippedLater: { paid: 1 } } as const;
const pending = { ...settled, enqueued: 4 };

it.each([
  ['nothing is shown', [], 30_000, 30_000],
  ['every job has come to an end', [settled, settled], 30_000, 30_000],
  ['a job is pending', [settled, pending], 30_000, 5_000],
  ['a job is pending that is looked at more often anyway', [pending], 3_000, 3_000],
])('while %s', (_what, runs, otherwise, expected) => {
  expect(refreshAfter(runs, otherwise)).toBe(expected);
});
