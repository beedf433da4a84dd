import { describe, expect, it } from 'vitest';
import { applyScheduleChange, timetableInForce, type ScheduleOverride } from './schedule-override.ts';

const known = new Date('2026-11-01T00:00:00.000Z');
const now = new Date('2026-11-21T10:00:00.000Z');
const current: ScheduleOverride = { enabled: true, cron: '0 9 * * *', timeZone: null, parameters: null, version: 3, countsFrom: known, changedAt: known, changedBy: 'Olga' };

describe('applyScheduleChange', () => {
  it.each([
    ['keeps what is left out', { parameters: { limit: 5 } }, { cron: '0 9 * * *', parameters: { limit: 5 }, countsFrom: known }],
    ['goes back to what is declared with null', { cron: null }, { cron: null, countsFrom: now }],
    ['counts slots anew when the time zone changes', { timeZone: 'Europe/Berlin' }, { timeZone: 'Europe/Berlin', countsFrom: now }],
    ['counts slots anew when it is switched off', { enabled: false }, { enabled: false, countsFrom: now }],
    ['goes on counting when nothing about its slots changes', { enabled: true }, { countsFrom: known }],
  ])('%s', (_promise, change, expected) => {
    expect(applyScheduleChange(current, change, { now, by: 'Ada' })).toMatchObject({ ...expected, version: 4, changedAt: now, changedBy: 'Ada' });
  });
});

describe('timetableInForce', () => {
  it('takes from the declaration what was not changed', () => {
    expect(timetableInForce({ cron: '0 7 * * *', timeZone: 'Europe/Berlin' }, current)).toEqual({ cron: '0 9 * * *', timeZone: 'Europe/Berlin' });
  });
});
