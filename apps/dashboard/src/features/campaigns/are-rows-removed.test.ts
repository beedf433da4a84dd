import { expect, it } from 'vitest';
import { areRowsRemoved } from './are-rows-removed.ts';

const now = new Date('2026-12-01T08:00:00Z');

it.each([
  ['none of many that were counted long ago', { shown: 0, counted: 10_000, startedAt: '2026-10-01T08:00:00Z' }, true],
  ['none of many that were counted just now', { shown: 0, counted: 10_000, startedAt: '2026-12-01T07:59:00Z' }, false],
  ['some of many', { shown: 1, counted: 10_000, startedAt: '2026-10-01T08:00:00Z' }, false],
  ['none of none', { shown: 0, counted: 0, startedAt: '2026-10-01T08:00:00Z' }, false],
  ['none of a campaign that has not begun', { shown: 0, counted: 0, startedAt: null }, false],
])('%s', (_case, rows, removed) => {
  expect(areRowsRemoved(rows, now)).toBe(removed);
});
