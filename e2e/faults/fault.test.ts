import { expect, it } from 'vitest';
import { whyNotProven, type Outcome } from './fault.ts';

it.each<[string, Outcome, string | null]>([
  ['what was met, each part of it, proves something', { met: { 'cut connections': 3, 'late pieces': 1 } }, null],
  ['what nobody met proves nothing', { met: { 'cut connections': 0 } }, 'not once met: cut connections'],
  ['nor does what was met in part', { met: { 'cut connections': 3, 'late pieces': 0 } }, 'not once met: late pieces'],
  ['nor what could not be tried', { notProven: 'mounting needs root' }, 'mounting needs root'],
])('%s', (_title, outcome, reason) => {
  expect(whyNotProven(outcome)).toBe(reason);
});
