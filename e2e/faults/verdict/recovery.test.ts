import { expect, it } from 'vitest';
import { recoveryOf } from './recovery.ts';

const probes = [
  { askedAt: 90, takenAt: 95 },
  { askedAt: 100, takenAt: null },
  { askedAt: 110, takenAt: 400 },
  { askedAt: 300, takenAt: 310 },
  { askedAt: 320, takenAt: 325 },
];

it.each([
  ['nothing was out of order', [], 0],
  ['until the first that went through in time, not one that came before, came late or never', [100], 210],
  ['at once', [90], 5],
  ['the longest of several', [90, 100, 300], 210],
  ['not yet', [330], null],
  ['not yet after one of them', [90, 330], null],
])('%s', (_title, instants, expected) => {
  expect(recoveryOf(instants, probes, 50)).toBe(expected);
});
