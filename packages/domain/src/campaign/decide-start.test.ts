import { describe, expect, it } from 'vitest';
import { decideStart, scheduledInstant, shiftedTime } from './decide-start.ts';

const startsAt = new Date('2026-12-01T08:00:00Z');

describe('decideStart', () => {
  it.each([
    ['before its time', 'ask', '2026-12-01T07:59:59Z', 'wait'],
    ['at its time', 'ask', '2026-12-01T08:00:00Z', 'start'],
    ['seconds late', 'skip', '2026-12-01T08:00:09Z', 'start'],
    ['just not missed', 'skip', '2026-12-01T08:05:00Z', 'start'],
    ['missed, to be sent', 'send', '2026-12-01T20:00:00Z', 'start'],
    ['missed, to be skipped', 'skip', '2026-12-01T08:05:01Z', 'skip'],
    ['missed, to be asked for', 'ask', '2026-12-01T08:05:01Z', 'ask'],
  ] as const)('%s (%s, %s): %s', (_case, missed, now, kind) => {
    expect(decideStart({ startsAt, missed }, new Date(now)).kind).toBe(kind);
  });
});

describe('scheduledInstant', () => {
  it.each([
    ['2026-12-01T09:00', 'Europe/Berlin', '2026-12-01T08:00:00.000Z'],
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-12-01T09:00', 'UTC', '2026-12-01T09:00:00.000Z'],
  ])('%s in %s is %s', (at, timeZone, expected) => {
    expect(scheduledInstant({ at, timeZone }).toISOString()).toBe(expected);
  });
});

describe('shiftedTime', () => {
  it.each([
    ['2027-03-28T02:30', 'Europe/Berlin', '2027-03-28 03:30'],
    ['2027-03-28T01:59', 'Europe/Berlin', null],
    ['2027-03-28T03:00', 'Europe/Berlin', null],
    ['2027-10-31T02:30', 'Europe/Berlin', null],
    ['2027-03-28T02:30', 'UTC', null],
  ])('%s in %s: %s', (at, timeZone, shifted) => {
    expect(shiftedTime({ at, timeZone })).toBe(shifted);
  });
});
