import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, daysOnEarth, instantAt, isTimeZone, localDay, localMinute, localTime } from './calendar.ts';

describe('localDay', () => {
  it.each([
    ['2026-03-28T22:59:59.999Z', 'Europe/Berlin', '2026-03-28'],
    ['2026-03-28T23:00:00.000Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-03-29T21:59:59.999Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-03-29T22:00:00.000Z', 'Europe/Berlin', '2026-03-30'],
    ['2026-10-25T22:59:59.999Z', 'Europe/Berlin', '2026-10-25'],
    ['2026-03-08T04:59:59.999Z', 'America/New_York', '2026-03-07'],
    ['2026-03-08T05:00:00.000Z', 'America/New_York', '2026-03-08'],
    ['2026-03-09T03:59:59.999Z', 'America/New_York', '2026-03-08'],
    ['2024-02-29T23:59:59.999Z', 'UTC', '2024-02-29'],
    ['2026-12-31T10:00:00.000Z', 'Pacific/Kiritimati', '2027-01-01'],
    ['2026-12-31T10:00:00.000Z', 'Etc/GMT+12', '2026-12-30'],
    ['2026-06-30T18:14:59.000Z', 'Asia/Kathmandu', '2026-06-30'],
  ])('at %s it is in %s the %s', (instant, timeZone, day) => {
    expect(localDay(new Date(instant), timeZone)).toBe(day);
  });
});

describe('instantAt', () => {
  it.each([
    ['2026-03-29', 0, 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 0, 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-03-29', 150, 'Europe/Berlin', '2026-03-29T01:30:00.000Z'], // 02:30 is left out
    ['2026-10-25', 150, 'Europe/Berlin', '2026-10-25T00:30:00.000Z'], // 02:30 comes twice
    ['2026-03-08', 150, 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['2026-11-01', 90, 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['2026-11-02', 0, 'America/New_York', '2026-11-02T05:00:00.000Z'],
    ['2026-04-24', 0, 'Africa/Cairo', '2026-04-23T22:00:00.000Z'], // midnight is left out: the day begins at 01:00
  ])('%s at minute %i in %s is %s', (day, minute, timeZone, instant) => {
    expect(instantAt(day, minute, timeZone).toISOString()).toBe(instant);
  });
});

it.each([
  ['2026-03-29T00:59:00Z', 119],
  ['2026-03-29T01:00:00Z', 180],
  ['2026-03-29T21:59:00Z', 1439],
])('the wall clock in Berlin at %s shows minute %i of the day', (instant, minute) => {
  expect(localMinute(new Date(instant), 'Europe/Berlin')).toBe(minute);
});

it.each([
  ['2024-02-28', 1, '2024-02-29'],
  ['2024-02-28', 2, '2024-03-01'],
  ['2023-02-28', 1, '2023-03-01'],
  ['2026-01-31', 1, '2026-02-01'],
  ['2026-03-28', 2, '2026-03-30'],
  ['2027-01-01', -1, '2026-12-31'],
])('%s and %i days are %s', (day, days, expected) => {
  expect(addDays(day, days)).toBe(expected);
  expect(daysBetween(day, expected)).toBe(days);
});

it('knows that no more than three days are on Earth at once', () => {
  expect(daysOnEarth(new Date('2026-11-21T10:30:00Z'))).toEqual({ earliest: '2026-11-20', latest: '2026-11-22' });
});

it.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['Mars/Phobos', false],
  ['+02:00', false],
  ['', false],
])('%s is a time zone: %s', (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
});

it('says the wall clock of a zone in words', () => {
  expect(localTime(new Date('2026-03-18T22:00:00Z'), 'Asia/Tokyo')).toBe('2026-03-19 07:00');
});
