import { describe, expect, it } from 'vitest';
import { decideDailyCap, decideQuietHours } from './decide-send-window.ts';

const night = { fromMinute: 22 * 60, toMinute: 7 * 60 };
const noon = { fromMinute: 12 * 60, toMinute: 14 * 60 };

describe('quiet hours', () => {
  it.each([
    ['2026-11-21T20:59:59Z', 'Europe/Berlin', night],
    ['2026-11-21T06:00:00Z', 'Europe/Berlin', night],
    ['2026-11-21T02:59:59Z', 'America/New_York', night],
    ['2026-11-21T10:59:59Z', 'Europe/Berlin', noon],
    ['2026-11-21T13:00:00Z', 'Europe/Berlin', noon],
    ['2026-11-21T02:00:00Z', 'Europe/Berlin', null],
  ])('at %s in %s the window is open', (now, timeZone, quiet) => {
    expect(decideQuietHours(new Date(now), timeZone, quiet)).toEqual({ kind: 'open' });
  });

  it.each([
    ['2026-11-21T21:00:00Z', 'Europe/Berlin', night, '2026-11-22T06:00:00.000Z'],
    ['2026-11-21T23:30:00Z', 'Europe/Berlin', night, '2026-11-22T06:00:00.000Z'],
    ['2026-11-22T05:59:59Z', 'Europe/Berlin', night, '2026-11-22T06:00:00.000Z'],
    ['2026-11-21T11:00:00Z', 'Europe/Berlin', noon, '2026-11-21T13:00:00.000Z'],
    // The nights in which the clocks change are shorter and longer.
    ['2026-03-28T21:00:00Z', 'Europe/Berlin', night, '2026-03-29T05:00:00.000Z'],
    ['2026-10-24T20:00:00Z', 'Europe/Berlin', night, '2026-10-25T06:00:00.000Z'],
    ['2026-03-08T04:00:00Z', 'America/New_York', night, '2026-03-08T11:00:00.000Z'],
    ['2026-11-01T03:00:00Z', 'America/New_York', night, '2026-11-01T12:00:00.000Z'],
  ])('at %s in %s it opens at %s', (now, timeZone, quiet, until) => {
    expect(decideQuietHours(new Date(now), timeZone, quiet)).toMatchObject({ kind: 'closed', until: new Date(until) });
  });

  it('always opens later than now, even where the opening hour comes twice', () => {
    const now = new Date('2026-10-25T01:15:00Z'); // the second 02:15 in Berlin
    const decision = decideQuietHours(now, 'Europe/Berlin', { fromMinute: 0, toMinute: 150 });
    expect(decision.kind === 'closed' && decision.until > now).toBe(true);
  });
});

it.each([
  ['2026-11-21T12:00:00Z', 'Europe/Berlin', night, '2026-11-22T06:00:00.000Z'],
  ['2026-11-21T12:00:00Z', 'Europe/Berlin', null, '2026-11-21T23:00:00.000Z'],
  ['2026-03-28T12:00:00Z', 'Europe/Berlin', null, '2026-03-28T23:00:00.000Z'],
  ['2024-02-28T12:00:00Z', 'UTC', null, '2024-02-29T00:00:00.000Z'],
])('beyond the cap at %s in %s: the next day, when it opens', (now, timeZone, quiet, until) => {
  expect(decideDailyCap(new Date(now), timeZone, 5, quiet)).toMatchObject({ until: new Date(until) });
});
