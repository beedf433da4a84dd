import { expect, it } from 'vitest';
import { formatZoned } from './format-zoned.ts';

it.each([
  ['2026-03-28T09:00:00+01:00', '2026-03-28 09:00 UTC+01:00'],
  ['2026-03-29T09:00:00+02:00', '2026-03-29 09:00 UTC+02:00'],
  ['2026-03-29T09:00:00-04:00', '2026-03-29 09:00 UTC-04:00'],
  ['2026-03-29T09:00:00+00:00', '2026-03-29 09:00 UTC'],
  ['2026-03-29T09:00:00Z', '2026-03-29 09:00 UTC'],
])('tells %s as %s', (local, told) => {
  expect(formatZoned(local)).toBe(told);
});
