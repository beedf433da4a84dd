import { describe, expect, it } from 'vitest';
import { catchUpFrom } from './catch-up-from.ts';

const at = (time: string) => new Date(`2026-11-21T${time}:00.000Z`);

describe('catchUpFrom', () => {
  it.each([
    { missedSlots: 'skip', lastSlot: at('09:00'), countsFrom: at('08:00'), startedAt: at('12:30'), from: at('12:30'), because: 'what was missed before the start is skipped' },
    { missedSlots: 'run-once', lastSlot: at('09:00'), countsFrom: at('08:00'), startedAt: at('12:30'), from: at('09:00'), because: 'what was missed since the last slot is made up for' },
    { missedSlots: 'run-once', lastSlot: null, countsFrom: at('08:00'), startedAt: at('12:30'), from: at('08:00'), because: 'a schedule that never fired has been waiting since it is known' },
    { missedSlots: 'run-once', lastSlot: at('09:00'), countsFrom: at('11:00'), startedAt: at('12:30'), from: at('11:00'), because: 'slots of a new timetable begin with the change' },
    { missedSlots: 'skip', lastSlot: at('13:00'), countsFrom: at('08:00'), startedAt: at('12:30'), from: at('13:00'), because: 'a slot that was fired is not fired again' },
  ] as const)('$missedSlots: $because', ({ from, because: _because, ...facts }) => {
    expect(catchUpFrom(facts)).toEqual(from);
  });
});
