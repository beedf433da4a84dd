import { OperatorId } from '@carillon/domain';
import type { OperatorAccount } from '@carillon/db';
import { expect, it } from 'vitest';
import { isGoodKey, isGoodSession } from './still-good.ts';

const now = new Date('2026-03-29T00:59:30.000Z');
const [before, after] = ['2026-03-29T00:59:30.000Z', '2026-03-29T00:59:30.001Z'];
const operator = { id: OperatorId.parse('opr_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q'), email: 'ada@example.com', name: 'Ada', role: 'viewer', disabled: false, createdAt: before, lastSignInAt: null } as const;
const account: OperatorAccount = { operator, passwordHash: null, sessionVersion: 3, endedSessionIds: ['other'] };
const session = { id: 'session', version: 3, expiresAt: new Date(after) };

it.each([
  ['that nothing was done to holds', account, session, true],
  ['that has run out does not', account, { ...session, expiresAt: new Date(before) }, false],
  ['that was signed out of does not', { ...account, endedSessionIds: ['other', 'session'] }, session, false],
  ['from before another role or password does not', { ...account, sessionVersion: 4 }, session, false],
  ['of a disabled operator does not', { ...account, operator: { ...operator, disabled: true } }, session, false],
  ['of nobody does not', null, session, false],
])('a session %s', (_title, of, shown, expected) => {
  expect(isGoodSession(of, shown, now)).toBe(expected);
});

it.each([
  ['that never expires holds', { revokedAt: null, expiresAt: null }, true],
  ['that expires later holds', { revokedAt: null, expiresAt: after }, true],
  ['that has expired does not', { revokedAt: null, expiresAt: before }, false],
  ['that was revoked does not', { revokedAt: before, expiresAt: null }, false],
])('a key %s', (_title, key, expected) => {
  expect(isGoodKey(key, now)).toBe(expected);
});
