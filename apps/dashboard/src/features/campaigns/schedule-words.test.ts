import { expect, it } from 'vitest';
import { warnOfShift } from './schedule-words.ts';

it.each([
  ['2027-03-28T02:30', 'Europe/Berlin', 'Clocks in Europe/Berlin leave out 2027-03-28 02:30: it starts at 2027-03-28 03:30.'],
  ['2027-03-28T03:30', 'Europe/Berlin', null],
  ['', 'Europe/Berlin', null],
  ['2027-02-31T09:00', 'Nowhere', null],
])('of %j in %s it says %j', (at, timeZone, words) => {
  expect(warnOfShift({ at, timeZone })).toBe(words);
});
