import { expect, it } from 'vitest';
import { nextSchedules } from './list-next-schedules.ts';

const next = (at: string) => [{ at, local: at }];

it('tells rules by when they come next, without those that are off and without maintenance', () => {
  const schedules = nextSchedules([
    { rule: 'user.inactive-user', cronInWords: 'At 07:00', timeZone: 'Etc/UTC', nextRuns: next('2026-11-22T07:00:00.000Z') },
    { rule: 'payment.send-reminder', cronInWords: 'At 5 minutes past the hour', timeZone: 'Etc/UTC', nextRuns: next('2026-11-22T03:05:00.000Z') },
    { rule: 'payment.mark-overdue', cronInWords: 'At 20 minutes past the hour', timeZone: 'Etc/UTC', nextRuns: [] },
    { rule: 'maintenance.purge', cronInWords: 'At 40 minutes past the hour', timeZone: 'Etc/UTC', nextRuns: next('2026-11-22T02:40:00.000Z') },
  ]);
  expect(schedules.map(({ rule, at }) => [rule, at])).toEqual([['payment.send-reminder', '2026-11-22T03:05:00.000Z'], ['user.inactive-user', '2026-11-22T07:00:00.000Z']]);
});
