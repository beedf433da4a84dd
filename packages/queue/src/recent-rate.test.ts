import { expect, test } from 'vitest';
import { recentRate } from './recent-rate.ts';

const now = new Date('2026-11-21T10:07:30.000Z');
const minutesAgo = (minutes: number) => now.getTime() - minutes * 60_000;

test.each([
  ['nothing has ever ended', { meta: { count: 0, prevTS: 0, prevCount: 0 }, data: [] }, 0],
  ['the minute at hand does not count', { meta: { count: 130, prevTS: minutesAgo(0), prevCount: 100 }, data: [10, 20, 30, 40, 50, 999] }, 30],
  ['the last full minute is what was counted since', { meta: { count: 130, prevTS: minutesAgo(1), prevCount: 100 }, data: [10, 20, 30, 40, 50] }, 26],
  ['silent minutes count as nothing', { meta: { count: 130, prevTS: minutesAgo(3), prevCount: 100 }, data: [10, 20, 30, 40, 50] }, 12],
  ['what ended long ago does not count', { meta: { count: 130, prevTS: minutesAgo(60), prevCount: 100 }, data: [10, 20, 30] }, 0],
])('%s', (_promise, metrics, rate) => {
  expect(recentRate(metrics, now)).toBe(rate);
});
