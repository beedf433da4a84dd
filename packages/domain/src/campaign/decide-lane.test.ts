import { expect, it } from 'vitest';
import { decideLane } from './decide-lane.ts';

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
