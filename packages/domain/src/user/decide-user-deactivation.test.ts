import { describe, expect, it } from 'vitest';
import { DEACTIVATION_REASON, decideUserDeactivation, DeactivateUserParameters, type UserDeactivationSubject } from './decide-user-deactivation.ts';

const defaults = DeactivateUserParameters.parse({});
const now = new Date('2026-11-21T12:00:00Z');
const last = '2026-07-01T08:00:00.000Z';
const slot = `silent.${Date.parse(last)}`;
const user: NonNullable<UserDeactivationSubject['user']> = {
  status: 'active', timeZone: 'Europe/Berlin', unsubscribedFrom: [], lastActiveAt: last, lastLoginAt: '2026-06-01T08:00:00.000Z', createdAt: '2025-01-01T00:00:00.000Z', deactivationReason: null,
};
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

it('deactivates a silent user fourteen days after the warning was sent, and not a moment earlier', () => {
  expect(decideUserDeactivation({ user, warnedAt: daysAgo(14) }, now, defaults)).toMatchObject({ kind: 'due', slot, dueAt: now, facts: { inactiveSince: new Date(last) } });
  expect(decideUserDeactivation({ user, warnedAt: new Date(daysAgo(14).getTime() + 1) }, now, defaults)).toMatchObject({ code: 'grace period' });
});

it.each([
  ['clocks went forward in Berlin', 'Europe/Berlin', '2026-03-20T12:00:00Z', '2026-04-03T12:00:00Z'],
  ['clocks went back in New York', 'America/New_York', '2026-10-25T12:00:00Z', '2026-11-08T12:00:00Z'],
  ['there was a leap day', 'UTC', '2024-02-20T12:00:00Z', '2024-03-05T12:00:00Z'],
  ['the month ended', 'Pacific/Kiritimati', '2026-01-31T12:00:00Z', '2026-02-14T12:00:00Z'],
])('fourteen days are fourteen times 24 hours: %s', (_title, timeZone, warned, then) => {
  const subject = { user: { ...user, timeZone, lastActiveAt: '2023-07-01T08:00:00.000Z', lastLoginAt: null, createdAt: '2023-01-01T00:00:00.000Z' }, warnedAt: new Date(warned) };
  expect(decideUserDeactivation(subject, new Date(then), defaults)).toMatchObject({ kind: 'due', dueAt: new Date(then) });
  expect(decideUserDeactivation(subject, new Date(Date.parse(then) - 1), defaults)).toMatchObject({ kind: 'excluded', code: 'grace period' });
});

describe('never without a warning in this silence', () => {
  it.each([
    ['none was delivered', null],
    ['it was sent before the last sign of life', new Date('2026-06-30T00:00:00Z')],
  ])('%s', (_title, warnedAt) => {
    expect(decideUserDeactivation({ user, warnedAt }, now, defaults)).toMatchObject({ kind: 'excluded', code: 'not warned' });
  });
});

it.each([
  ['not due', { lastLoginAt: '2026-11-01T00:00:00.000Z' }],
  ['not due', { createdAt: '2026-11-01T00:00:00.000Z' }],
  ['deactivated', { status: 'deactivated' as const }],
  ['unsubscribed', { unsubscribedFrom: ['all'] }],
])('%s: %o', (code, changes) => {
  expect(decideUserDeactivation({ user: { ...user, ...changes }, warnedAt: daysAgo(30) }, now, defaults)).toMatchObject({ kind: 'excluded', code });
});

describe('an occurrence that was found earlier', () => {
  const again = (changes: Partial<typeof user>) => decideUserDeactivation({ user: { ...user, ...changes }, warnedAt: daysAgo(30) }, now, defaults, slot);

  it.each([
    ['due', 'the silence lasts', {}],
    ['due', 'this rule has deactivated the user: only the message is missing', { status: 'deactivated' as const, deactivationReason: DEACTIVATION_REASON }],
    ['excluded', 'somebody else has deactivated the user', { status: 'deactivated' as const, deactivationReason: 'Asked for it' }],
    ['excluded', 'the user came back', { lastActiveAt: '2026-07-02T00:00:00.000Z' }],
  ])('%s: %s', (kind, _title, changes) => {
    expect(again(changes).kind).toBe(kind);
  });
});
