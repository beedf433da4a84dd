import { expect, it } from 'vitest';
import { formatRelative } from './format-instant.ts';

const now = new Date('2026-06-30T12:00:00.000Z');

it.each([
  ['2026-06-30T11:59:57.000Z', 'UTC', 'just now'],
  ['2026-06-30T11:55:00.000Z', 'UTC', '5 min ago'],
  ['2026-06-30T14:00:00.000Z', 'UTC', 'in 2 hr'],
  ['2026-05-31T12:00:01.000Z', 'UTC', '29 days ago'],
  ['2026-05-31T12:00:00.000Z', 'Pacific/Auckland', '2026-06-01'],
  ['2026-05-31T02:00:00.000Z', 'America/New_York', '2026-05-30'],
  ['2026-01-01T00:00:00.000Z', 'UTC', '2026-01-01'],
])('%s, in %s: %s', (instant, timeZone, said) => {
  expect(formatRelative(new Date(instant), now, timeZone).replaceAll('.', '')).toBe(said);
});
