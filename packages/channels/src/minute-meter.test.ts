import { expect, it } from 'vitest';
import { createMinuteMeter } from './minute-meter.ts';

it.each([
  ['nothing yet', [], 60_000, 0],
  ['all of one second', [1_000, 1_400, 1_999], 2_000, 3],
  ['the whole minute', [1_000, 30_000, 60_000], 60_999, 3],
  ['what is older falls out', [1_000, 30_000, 60_000], 61_000, 2],
  ['after a silence nothing is left', [1_000], 600_000, 0],
])('counts the last minute: %s', (_title, marks, now, expected) => {
  const meter = createMinuteMeter();
  marks.forEach((at) => meter.mark(at));
  expect(meter.count(now)).toBe(expected);
});
