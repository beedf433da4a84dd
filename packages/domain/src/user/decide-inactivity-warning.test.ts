import { describe, expect, it } from 'vitest';
import { decideInactivityWarning, InactiveUserParameters, type InactiveSubject } from './decide-inactivity-warning.ts';

const defaults = InactiveUserParameters.parse({});
const now = new Date('2026-11-21T12:00:00Z');
const user = (changes: Partial<InactiveSubject>): InactiveSubject => ({
  status: 'active', timeZone: 'Europe/Berlin', unsubscribedFrom: [], lastActiveAt: '2026-11-20T12:00:00.000Z', lastLoginAt: '2026-11-20T12:00:00.000Z', createdAt: '2025-01-01T00:00:00.000Z', ...changes,
});
const ninety = '2026-08-23T12:00:00.000Z';
const hundredEighty = '2026-05-25T12:00:00.000Z';

describe('asks to come back', () => {
  it.each([
    ['90 days without activity, to the millisecond', { lastActiveAt: ninety, lastLoginAt: ninety }, `activity.${Date.parse(ninety)}`],
    ['no activity ever, since the day the user was added', { lastActiveAt: null, lastLoginAt: null }, `activity.${Date.parse('2025-01-01')}`],
    ['activity, but no sign-in for 180 days', { lastLoginAt: hundredEighty }, `login.${Date.parse(hundredEighty)}`],
    ['activity, but never a sign-in', { lastLoginAt: null }, `login.${Date.parse('2025-01-01')}`],
    ['neither for 180 days: once, not twice', { lastActiveAt: hundredEighty, lastLoginAt: hundredEighty }, `activity.${Date.parse(hundredEighty)}`],
  ])('%s', (_title, changes, slot) => {
    expect(decideInactivityWarning(user(changes), now, defaults)).toMatchObject({ kind: 'due', slot });
  });

  it('announces the deactivation only where there will be one', () => {
    expect(decideInactivityWarning(user({ lastActiveAt: ninety, lastLoginAt: null }), now, defaults)).toMatchObject({ facts: { deactivatesAt: new Date('2026-12-05T12:00:00Z') } });
    expect(decideInactivityWarning(user({ lastLoginAt: null }), now, defaults)).toMatchObject({ facts: { basis: 'login', deactivatesAt: null } });
  });
});

describe('ninety days are ninety times 24 hours', () => {
  it.each([
    ['clocks went forward in Berlin', 'Europe/Berlin', '2026-01-15T10:00:00.000Z', '2026-04-15T10:00:00.000Z'],
    ['clocks went back in New York', 'America/New_York', '2026-08-10T10:00:00.000Z', '2026-11-08T10:00:00.000Z'],
    ['there was a leap day', 'UTC', '2024-01-15T10:00:00.000Z', '2024-04-14T10:00:00.000Z'],
    ['from the last of a month to the last of a shorter one', 'Pacific/Kiritimati', '2025-11-30T10:00:00.000Z', '2026-02-28T10:00:00.000Z'],
  ])('%s', (_title, timeZone, last, then) => {
    const silent = user({ timeZone, lastActiveAt: last, lastLoginAt: last });
    expect(decideInactivityWarning(silent, new Date(then), defaults)).toMatchObject({ kind: 'due', slot: `activity.${Date.parse(last)}` });
    expect(decideInactivityWarning(silent, new Date(Date.parse(then) - 1), defaults)).toMatchObject({ kind: 'excluded', code: 'not due' });
  });
});

describe('leaves alone', () => {
  it.each([
    ['not due', 'a millisecond too early', { lastActiveAt: '2026-08-23T12:00:00.001Z', lastLoginAt: ninety }],
    ['not due', 'a sign-in counts as activity', { lastActiveAt: ninety, lastLoginAt: '2026-11-01T00:00:00.000Z' }],
    ['deactivated', 'who is deactivated', { status: 'deactivated' as const, lastActiveAt: null, lastLoginAt: null }],
    ['unsubscribed', 'who does not want it', { unsubscribedFrom: ['account'], lastActiveAt: null, lastLoginAt: null }],
  ])('%s: %s', (code, _title, changes) => {
    expect(decideInactivityWarning(user(changes), now, defaults)).toMatchObject({ kind: 'excluded', code });
  });
});

it.each([
  ['lasts', { lastActiveAt: ninety, lastLoginAt: null }, 'due'],
  ['was broken', { lastActiveAt: '2026-11-21T11:59:59.000Z', lastLoginAt: '2026-11-21T11:59:59.000Z' }, 'excluded'],
])('a silence found earlier that %s', (_title, changes, kind) => {
  expect(decideInactivityWarning(user(changes), now, defaults, `activity.${Date.parse(ninety)}`).kind).toBe(kind);
});
