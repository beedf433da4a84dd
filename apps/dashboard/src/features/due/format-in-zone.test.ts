import { expect, it } from 'vitest';
import { formatInZone } from './format-in-zone.ts';

it.each([
  ['before the clock is put forward', '2026-03-29T00:59:00Z', 'Europe/Berlin', '29 Mar 2026, 01:59'],
  ['after it', '2026-03-29T01:00:00Z', 'Europe/Berlin', '29 Mar 2026, 03:00'],
  ['on the day before, west of Greenwich', '2026-01-01T00:30:00Z', 'America/New_York', '31 Dec 2025, 19:30'],
])('tells the time on the wall %s', (_when, instant, timeZone, expected) => {
  expect(formatInZone(new Date(instant), timeZone)).toBe(expected);
});

it('says nothing about a zone that does not exist', () => {
  expect(formatInZone(new Date('2026-01-01T00:00:00Z'), 'Mars/Olympus')).toBeNull();
});
