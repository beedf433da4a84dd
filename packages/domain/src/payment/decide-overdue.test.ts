import { describe, expect, it } from 'vitest';
import { decideOverdue, overdueWindow, PaymentOverdueParameters } from './decide-overdue.ts';
import type { PaymentStatus } from './schema.ts';

const defaults = PaymentOverdueParameters.parse({});
const user = (timeZone: string) => ({ status: 'active' as const, timeZone, unsubscribedFrom: [] as string[] });
const decide = (now: string, dueDate: string, timeZone: string, graceDays = 1, status: PaymentStatus = 'pending') =>
  decideOverdue({ payment: { dueDate, status }, user: user(timeZone) }, new Date(now), { ...defaults, graceDays });

describe('a payment is overdue when its due date and the grace period are over for the user', () => {
  it.each([
    ['2026-11-23T00:00:00Z', '2026-11-21', 'UTC', 1, 2],
    ['2026-11-22T00:00:00Z', '2026-11-21', 'UTC', 0, 1],
    ['2026-03-29T22:00:00Z', '2026-03-28', 'Europe/Berlin', 1, 2],
    ['2026-10-25T23:00:00Z', '2026-10-24', 'Europe/Berlin', 1, 2],
    ['2026-03-09T04:00:00Z', '2026-03-07', 'America/New_York', 1, 2],
    ['2024-03-01T00:00:00Z', '2024-02-28', 'UTC', 1, 2],
    ['2024-03-01T00:00:00Z', '2024-02-29', 'UTC', 0, 1],
    ['2026-03-01T00:00:00Z', '2026-02-28', 'UTC', 0, 1],
    ['2026-11-30T12:00:00Z', '2026-11-21', 'UTC', 7, 9],
  ])('at %s, due on %s, in %s, grace %i: %i days', (now, dueDate, timeZone, graceDays, daysOverdue) => {
    expect(decide(now, dueDate, timeZone, graceDays)).toMatchObject({ kind: 'due', slot: dueDate, facts: { daysOverdue, silent: null } });
  });

  it.each([
    ['2026-11-22T23:59:59.999Z', '2026-11-21', 'UTC', 1],
    ['2026-11-21T23:59:59.999Z', '2026-11-21', 'UTC', 0],
    ['2026-03-29T21:59:59.999Z', '2026-03-28', 'Europe/Berlin', 1],
    ['2026-03-09T03:59:59.999Z', '2026-03-07', 'America/New_York', 1],
    ['2024-02-29T23:59:59.999Z', '2024-02-28', 'UTC', 1],
  ])('at %s, due on %s, in %s, grace %i: not yet', (now, dueDate, timeZone, graceDays) => {
    expect(decide(now, dueDate, timeZone, graceDays)).toMatchObject({ kind: 'excluded', code: 'not due' });
  });

  it('became overdue with the first day after the grace period', () => {
    expect(decide('2026-11-30T12:00:00Z', '2026-11-21', 'Europe/Berlin')).toMatchObject({ dueAt: new Date('2026-11-22T23:00:00Z') });
  });
});

it.each([
  ['pending', 'due'],
  ['overdue', 'due'],
  ['paid', 'excluded'],
  ['cancelled', 'excluded'],
] as const)('a %s payment is %s', (status, kind) => {
  expect(decide('2026-11-30T12:00:00Z', '2026-11-21', 'UTC', 1, status).kind).toBe(kind);
});

it('a payment that is late for longer than people want to hear of is left to them', () => {
  expect(decide('2026-11-30T12:00:00Z', '2026-08-31', 'UTC')).toMatchObject({ code: 'too old' });
});

describe('whose user can not be told is marked all the same', () => {
  const now = new Date('2026-11-30T12:00:00Z');
  it.each([
    ['deactivated', { ...user('Europe/Berlin'), status: 'deactivated' as const }],
    ['unsubscribed', { ...user('Europe/Berlin'), unsubscribedFrom: ['payments'] }],
    ['time zone unknown', user('Mars/Phobos')],
    ['user unknown', null],
  ])('%s', (code, recipient) => {
    expect(decideOverdue({ payment: { dueDate: '2026-11-21', status: 'pending' }, user: recipient }, now, defaults)).toMatchObject({ kind: 'due', facts: { silent: { code } } });
  });
});

it.each([
  ['2026-11-21', 'pending', 'due'],
  ['2026-11-28', 'pending', 'excluded'],
  ['2026-11-21', 'paid', 'excluded'],
] as const)('an occurrence of 2026-11-21, now due on %s and %s, is %s', (dueDate, status, kind) => {
  expect(decideOverdue({ payment: { dueDate, status }, user: user('UTC') }, new Date('2026-11-30T12:00:00Z'), defaults, '2026-11-21').kind).toBe(kind);
});

it('asks the service for no more due dates than can matter', () => {
  expect(overdueWindow(new Date('2026-11-21T12:00:00Z'), defaults)).toEqual({ from: '2026-08-23', before: '2026-11-21' });
});
