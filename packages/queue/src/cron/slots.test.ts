import { describe, expect, it } from 'vitest';
import { dueSlots, latestSlot, nextSlots } from './slots.ts';
import { toLocalTime } from './zone-offset.ts';

const berlin = 'Europe/Berlin';
const newYork = 'America/New_York';

describe('nextSlots', () => {
  it.each([
    ['a time that does not exist fires once, an hour later', '30 2 * * *', berlin, '2026-03-28T12:00:00Z', ['2026-03-29T03:30:00+02:00', '2026-03-30T02:30:00+02:00']],
    ['a time that comes twice fires at the first', '30 2 * * *', berlin, '2026-10-24T12:00:00Z', ['2026-10-25T02:30:00+02:00', '2026-10-26T02:30:00+01:00']],
    ['asked between the two, it does not fire again', '30 2 * * *', berlin, '2026-10-25T00:45:00Z', ['2026-10-26T02:30:00+01:00']],
    ['asked within the second, it does not fire again', '30 2 * * *', berlin, '2026-10-25T01:15:00Z', ['2026-10-26T02:30:00+01:00']],
    ['two times that fall together fire once', '0 2,3 * * *', berlin, '2026-03-28T12:00:00Z', ['2026-03-29T03:00:00+02:00', '2026-03-30T02:00:00+02:00']],
    ['every hour goes on through the repeated one', '0 * * * *', berlin, '2026-10-24T23:30:00Z', ['2026-10-25T02:00:00+02:00', '2026-10-25T02:00:00+01:00', '2026-10-25T03:00:00+01:00']],
    ['a time that does not exist fires once, an hour later', '30 2 * * *', newYork, '2026-03-07T12:00:00Z', ['2026-03-08T03:30:00-04:00', '2026-03-09T02:30:00-04:00']],
    ['a time that comes twice fires at the first', '30 1 * * *', newYork, '2026-10-31T12:00:00Z', ['2026-11-01T01:30:00-04:00', '2026-11-02T01:30:00-05:00']],
    ['asked within the second, it does not fire again', '30 1 * * *', newYork, '2026-11-01T06:10:00Z', ['2026-11-02T01:30:00-05:00']],
    ['a local time stays what it is when clocks change', '0 9 * * *', newYork, '2026-03-07T12:00:00Z', ['2026-03-07T09:00:00-05:00', '2026-03-08T09:00:00-04:00']],
    ['the last day of a month is skipped where there is none', '0 9 31 * *', berlin, '2026-03-31T12:00:00Z', ['2026-05-31T09:00:00+02:00', '2026-07-31T09:00:00+02:00']],
    ['a leap day waits for its year', '0 9 29 2 *', berlin, '2026-11-21T00:00:00Z', ['2028-02-29T09:00:00+01:00', '2032-02-29T09:00:00+01:00']],
    ['the asking instant itself is not a next one', '0 9 * * *', berlin, '2026-11-21T08:00:00Z', ['2026-11-22T09:00:00+01:00']],
  ])('%s (%s, %s)', (_promise, cron, timeZone, after, expected) => {
    expect(nextSlots({ cron, timeZone }, new Date(after), expected.length).map((slot) => toLocalTime(slot, timeZone))).toEqual(expected);
  });
});

describe('latestSlot', () => {
  it.each([
    ['nothing has come due', '0 9 * * *', '2026-11-21T08:00:00Z', '2026-11-22T07:59:59Z', null],
    ['a slot is due from its very instant on', '0 9 * * *', '2026-11-21T08:00:00Z', '2026-11-22T08:00:00Z', '2026-11-22T08:00:00.000Z'],
    ['of many missed ones it is the newest', '*/5 * * * *', '2026-01-01T00:00:00Z', '2026-11-21T10:03:00Z', '2026-11-21T10:00:00.000Z'],
    ['a rare one is found after a long absence', '0 9 1 1 *', '2024-06-01T00:00:00Z', '2026-11-21T00:00:00Z', '2026-01-01T08:00:00.000Z'],
    ['the second 02:30 is not a slot', '30 2 * * *', '2026-10-25T00:30:00Z', '2026-10-25T05:00:00Z', null],
    ['the 02:30 that does not exist has come due at 03:30', '30 2 * * *', '2026-03-28T01:30:00Z', '2026-03-29T01:30:00Z', '2026-03-29T01:30:00.000Z'],
    ['a scheduler that starts inside the second 02:30 finds the slot of the first', '30 2 * * *', '2026-10-24T12:00:00Z', '2026-10-25T01:45:00Z', '2026-10-25T00:30:00.000Z'],
  ])('%s', (_promise, cron, after, until, expected) => {
    expect(latestSlot({ cron, timeZone: berlin }, new Date(after), new Date(until))?.toISOString() ?? null).toBe(expected);
  });
});

describe('dueSlots', () => {
  it.each([
    ['every slot after a stutter', '2026-11-21T08:00:00Z', '2026-11-21T08:00:03.900Z', ['2026-11-21T08:00:01.000Z', '2026-11-21T08:00:02.000Z', '2026-11-21T08:00:03.000Z']],
    ['the newest alone after an absence', '2026-11-21T08:00:00Z', '2026-11-21T08:01:00.500Z', ['2026-11-21T08:01:00.000Z']],
    ['none before the next has come', '2026-11-21T08:00:00Z', '2026-11-21T08:00:00.999Z', []],
  ])('fires %s', (_promise, after, until, expected) => {
    expect(dueSlots({ cron: '* * * * * *', timeZone: berlin }, new Date(after), new Date(until)).map((slot) => slot.toISOString())).toEqual(expected);
  });
});
