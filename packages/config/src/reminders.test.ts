import { expect, test } from 'vitest';
import { loadRemindersConfig } from './reminders.ts';

test.each([
  [{}, { fromMinute: 1320, toMinute: 420 }],
  [{ QUIET_HOURS: '12:30-14:00' }, { fromMinute: 750, toMinute: 840 }],
  [{ QUIET_HOURS: '07:00-07:00' }, null],
  [{ QUIET_HOURS: 'off' }, null],
])('%o: quiet between %o', (environment, expected) => {
  expect(loadRemindersConfig(environment).quietHours).toEqual(expected);
});

test.each(['24:00-07:00', '22-7', '22:00', 'never', '22:60-07:00'])('"%s" is no time of quiet', (value) => {
  expect(() => loadRemindersConfig({ QUIET_HOURS: value })).toThrow(/QUIET_HOURS: must be off or two times/);
});

test.each([
  [{}, 5],
  [{ DAILY_CAP: '2' }, 2],
  [{ DAILY_CAP: '0' }, null],
])('%o: at most %o a day', (environment, expected) => {
  expect(loadRemindersConfig(environment).dailyCap).toBe(expected);
});
