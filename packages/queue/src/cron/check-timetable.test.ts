import { describe, expect, it } from 'vitest';
import { checkTimetable } from './check-timetable.ts';

const now = new Date('2026-11-21T10:00:00Z');
const problems = (cron: string, timeZone = 'Europe/Berlin') => checkTimetable({ cron, timeZone }, now).map(({ field, code }) => `${field} ${code}`);

describe('checkTimetable', () => {
  it.each(['0 9 * * *', '*/15 8-18 * * mon-fri', '30 0 9 1,15 * *', '0 9 29 2 *', '* * * * *', '0 0 1 jan sun'])('takes %s', (cron) => {
    expect(problems(cron)).toEqual([]);
  });

  it.each([
    ['every second', '* * * * * *', 'cron too-often'],
    ['twice a minute', '0,30 * * * * *', 'cron too-often'],
    ['31 February', '0 9 31 2 *', 'cron never-fires'],
    ['31 April or June', '0 9 31 4,6 *', 'cron never-fires'],
    ['a minute that no hour has', '61 * * * *', 'cron invalid-cron'],
    ['four fields', '* * * *', 'cron invalid-cron'],
    ['nothing', '', 'cron invalid-cron'],
    ['a word', 'tomorrow', 'cron invalid-cron'],
    ['a letter that crons disagree on', '0 9 L * *', 'cron invalid-cron'],
  ])('refuses %s', (_what, cron, problem) => {
    expect(problems(cron)).toEqual([problem]);
  });

  it.each(['Mars/Olympus', '+02:00', ''])('refuses the time zone "%s"', (timeZone) => {
    expect(problems('0 9 * * *', timeZone)).toEqual(['timeZone unknown-time-zone']);
  });

  it('tells everything that is wrong at once', () => {
    expect(problems('61 * * * *', 'Nowhere')).toEqual(['cron invalid-cron', 'timeZone unknown-time-zone']);
  });
});
