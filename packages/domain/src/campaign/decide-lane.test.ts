import { expect, it } from 'vitest';
import { decideLane, exceedsBounceRate } from './decide-lane.ts';

it.each([
  ['running', true, 'deliver'],
  ['running', false, 'leave'],
  ['paused', true, 'leave'],
  ['cancelled', true, 'cancel-rest'],
  ['cancelled', false, 'cancel-rest'],
  ['finished', true, 'leave'],
  ['scheduled', false, 'leave'],
  ['draft', false, 'leave'],
] as const)('%s, everybody written down: %s → %s', (status, complete, kind) => {
  expect(decideLane({ status, audience: { complete } }).kind).toBe(kind);
});

it.each([
  ['too few to judge', { sent: 10, bounced: 39 }, 0.1, false],
  ['at the limit', { sent: 90, bounced: 10 }, 0.1, false],
  ['beyond it', { sent: 89, bounced: 11 }, 0.1, true],
  ['complaints count', { delivered: 80, bounced: 10, complained: 10 }, 0.1, true],
  ['no limit', { bounced: 100 }, null, false],
] as const)('%s', (_case, counts, pauseAtBounceRate, expected) => {
  expect(exceedsBounceRate({ counts, pauseAtBounceRate })).toBe(expected);
});
