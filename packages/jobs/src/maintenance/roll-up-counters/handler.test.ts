import { createManualClock } from '@carillon/domain';
import { expect, it, vi } from 'vitest';
import { rollUpCounters } from './handler.ts';

const clock = createManualClock(new Date('2026-03-29T12:00:00.000Z'));

it.each([
  [{}, '2026-03-22T12:00:00.000Z'],
  [{ keepMinutesForDays: 3 }, '2026-03-26T12:00:00.000Z'],
])('with %o, minutes from before %s go', async (parameters, before) => {
  const forgetMinutes = vi.fn(async () => 12);
  expect(await rollUpCounters({ parameters }, { counters: { forgetMinutes }, clock })).toEqual({ found: 12, enqueued: 0 });
  expect(forgetMinutes).toHaveBeenCalledWith(new Date(before));
});
