import { expect, it } from 'vitest';
import { decideDeactivation } from './decide-deactivation.ts';

const silent = { status: 'active' as const, createdAt: '2026-01-01T00:00:00.000Z', lastActiveAt: '2026-02-01T00:00:00.000Z', lastLoginAt: null };
const inactiveSince = '2026-03-01T00:00:00Z';

it.each([
  ['silent since before', silent, 'change'],
  ['silent to the very instant', { ...silent, lastActiveAt: '2026-03-01T00:00:00.000Z' }, 'change'],
  ['came back', { ...silent, lastActiveAt: '2026-03-01T00:00:00.001Z' }, 'refuse'],
  ['logged in since', { ...silent, lastLoginAt: '2026-04-01T00:00:00.000Z' }, 'refuse'],
  ['is new and did nothing yet', { ...silent, lastActiveAt: null, createdAt: '2026-03-02T00:00:00.000Z' }, 'refuse'],
  ['deactivated before', { ...silent, status: 'deactivated' as const }, 'nothing'],
])('%s', (_title, user, expected) => {
  expect(decideDeactivation(user, { inactiveSince }).kind).toBe(expected);
});
