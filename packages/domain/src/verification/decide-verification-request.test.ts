import { describe, expect, it } from 'vitest';
import { decideVerificationRequest, VerifyEmployeeParameters, type VerificationRequestSubject } from './decide-verification-request.ts';

const defaults = VerifyEmployeeParameters.parse({});
const now = new Date('2026-11-21T12:00:00Z');
const verification = { status: 'pending' as const, requestedAt: '2026-11-10T09:00:00.000Z', expiresAt: '2026-12-01T00:00:00.000Z' };
const user = { status: 'active' as const, timeZone: 'Europe/Zurich', unsubscribedFrom: [] as string[] };
const asked = (...days: number[]) => days.map((day, index) => ({ number: index + 1, at: `2026-11-${String(day).padStart(2, '0')}T12:00:00.000Z` }));

describe('an employee is asked', () => {
  it.each([
    ['the first time when it was requested', [], 'attempt.1', '2026-11-10T09:00:00.000Z'],
    ['again three days later, to the moment', asked(18), 'attempt.2', '2026-11-21T12:00:00.000Z'],
    ['a third time', asked(12, 15), 'attempt.3', '2026-11-18T12:00:00.000Z'],
  ])('%s', (_title, attempts, slot, dueAt) => {
    expect(decideVerificationRequest({ verification, user, attempts }, now, defaults)).toMatchObject({ kind: 'due', slot, dueAt: new Date(dueAt) });
  });
});

describe('three days are three times 24 hours', () => {
  it.each([
    ['clocks went forward in Berlin', 'Europe/Berlin', '2026-03-28T12:00:00.000Z', '2026-03-31T12:00:00.000Z'],
    ['clocks went back in New York', 'America/New_York', '2026-10-31T12:00:00.000Z', '2026-11-03T12:00:00.000Z'],
    ['there was a leap day', 'UTC', '2024-02-27T12:00:00.000Z', '2024-03-01T12:00:00.000Z'],
    ['the month ended', 'Pacific/Kiritimati', '2026-01-30T12:00:00.000Z', '2026-02-02T12:00:00.000Z'],
  ])('%s', (_title, timeZone, at, then) => {
    const subject = { verification: { ...verification, requestedAt: at, expiresAt: '2027-01-01T00:00:00.000Z' }, user: { ...user, timeZone }, attempts: [{ number: 1, at }] };
    expect(decideVerificationRequest(subject, new Date(then), defaults)).toMatchObject({ kind: 'due', slot: 'attempt.2', dueAt: new Date(then) });
    expect(decideVerificationRequest(subject, new Date(Date.parse(then) - 1), defaults)).toMatchObject({ kind: 'excluded', code: 'not due' });
  });
});

describe('an employee is not asked', () => {
  it.each<[string, string, VerificationRequestSubject['verification'], VerificationRequestSubject['user'], VerificationRequestSubject['attempts']]>([
    ['not due', 'before three days have passed', verification, user, [{ number: 1, at: '2026-11-18T12:00:00.001Z' }]],
    ['attempt limit', 'a fourth time', verification, user, asked(10, 13, 16)],
    ['verified', 'after the answer', { ...verification, status: 'verified' as const }, user, []],
    ['rejected', 'after the answer', { ...verification, status: 'rejected' as const }, user, []],
    ['expired', 'when the time is over, to the moment', { ...verification, expiresAt: '2026-11-21T12:00:00.000Z' }, user, []],
    ['deactivated', 'as a deactivated user', verification, { ...user, status: 'deactivated' as const }, []],
    ['unsubscribed', 'against their will', verification, { ...user, unsubscribedFrom: ['verification'] }, []],
    ['user unknown', 'when nobody knows them', verification, null, []],
    ['not due', 'before it was requested', { ...verification, requestedAt: '2026-11-21T12:00:00.001Z' }, user, []],
  ])('%s: %s', (code, _title, subject, recipient, attempts) => {
    expect(decideVerificationRequest({ verification: subject, user: recipient, attempts }, now, defaults)).toMatchObject({ kind: 'excluded', code });
  });
});

describe('an attempt that was found earlier', () => {
  it.each([
    ['may be noted already', 'attempt.2', asked(18, 21), 'due'],
    ['may not be noted yet', 'attempt.2', asked(18), 'due'],
    ['must not be repeated after the next one', 'attempt.2', asked(12, 15, 18), 'excluded'],
  ])('%s', (_title, slot, attempts, kind) => {
    expect(decideVerificationRequest({ verification, user, attempts }, now, defaults, slot).kind).toBe(kind);
  });
});
