import { describe, expect, it } from 'vitest';
import { localDay } from '../instant/calendar.ts';
import { decideReminder, PaymentReminderParameters, reminderWindows } from './decide-reminder.ts';
import type { PaymentStatus } from './schema.ts';

const defaults = PaymentReminderParameters.parse({});
const user = (timeZone: string) => ({ status: 'active' as const, timeZone, unsubscribedFrom: [] });
const payment = (dueDate: string, status: PaymentStatus = 'pending') => ({ dueDate, status });
const decide = (now: string, dueDate: string, timeZone: string) => decideReminder({ payment: payment(dueDate), user: user(timeZone) }, new Date(now), defaults);

describe('a reminder is due on its day, by the calendar of the user', () => {
  it.each([
    // Days before, by default 7, 3, 1 and 0.
    ['2026-11-14T12:00:00Z', '2026-11-21', 'UTC', '2026-11-21.7d'],
    ['2026-11-18T12:00:00Z', '2026-11-21', 'UTC', '2026-11-21.3d'],
    ['2026-11-20T12:00:00Z', '2026-11-21', 'UTC', '2026-11-21.1d'],
    ['2026-11-21T00:00:00Z', '2026-11-21', 'UTC', '2026-11-21.0d'],
    ['2026-11-21T23:59:59.999Z', '2026-11-21', 'UTC', '2026-11-21.0d'],
    // Offset 0 at 00:00 and 23:59, in Berlin, around both changes of the clocks.
    ['2026-03-28T23:00:00Z', '2026-03-29', 'Europe/Berlin', '2026-03-29.0d'],
    ['2026-03-29T21:59:00Z', '2026-03-29', 'Europe/Berlin', '2026-03-29.0d'],
    ['2026-10-24T22:00:00Z', '2026-10-25', 'Europe/Berlin', '2026-10-25.0d'],
    ['2026-10-25T22:59:00Z', '2026-10-25', 'Europe/Berlin', '2026-10-25.0d'],
    // … and in New York.
    ['2026-03-08T05:00:00Z', '2026-03-08', 'America/New_York', '2026-03-08.0d'],
    ['2026-03-09T03:59:00Z', '2026-03-08', 'America/New_York', '2026-03-08.0d'],
    ['2026-11-01T04:00:00Z', '2026-11-01', 'America/New_York', '2026-11-01.0d'],
    ['2026-11-02T04:59:00Z', '2026-11-01', 'America/New_York', '2026-11-01.0d'],
    // The day before a change of the clocks has 24 hours, the day itself 23 or 25.
    ['2026-03-28T22:59:00Z', '2026-03-29', 'Europe/Berlin', '2026-03-29.1d'],
    ['2026-03-27T23:00:00Z', '2026-03-29', 'Europe/Berlin', '2026-03-29.1d'],
    ['2026-10-22T12:00:00Z', '2026-10-25', 'Europe/Berlin', '2026-10-25.3d'],
    // Across the end of a month, of a year, and the leap day.
    ['2026-02-25T12:00:00Z', '2026-03-04', 'UTC', '2026-03-04.7d'],
    ['2024-02-26T12:00:00Z', '2024-03-04', 'UTC', '2024-03-04.7d'],
    ['2024-02-26T12:00:00Z', '2024-02-29', 'UTC', '2024-02-29.3d'],
    ['2024-02-29T12:00:00Z', '2024-03-01', 'UTC', '2024-03-01.1d'],
    ['2026-12-31T12:00:00Z', '2027-01-03', 'UTC', '2027-01-03.3d'],
    // The same instant is another day elsewhere.
    ['2026-11-21T11:00:00Z', '2026-11-22', 'Pacific/Kiritimati', '2026-11-22.0d'],
    ['2026-11-21T11:00:00Z', '2026-11-23', 'Etc/GMT+12', '2026-11-23.3d'],
  ])('at %s, due on %s, in %s: %s', (now, dueDate, timeZone, slot) => {
    expect(decide(now, dueDate, timeZone)).toMatchObject({ kind: 'due', slot });
  });

  it.each([
    ['2026-11-21T12:00:00Z', '2026-11-27', 'UTC'], // six days
    ['2026-11-21T12:00:00Z', '2026-11-23', 'UTC'], // two days
    ['2026-11-22T00:00:00Z', '2026-11-21', 'UTC'], // yesterday
    ['2026-03-29T22:00:00Z', '2026-03-29', 'Europe/Berlin'], // a minute late
    ['2026-03-26T22:59:00Z', '2026-03-30', 'Europe/Berlin'], // a minute early: four days
    ['2024-02-27T12:00:00Z', '2024-02-29', 'UTC'],
  ])('at %s, due on %s, in %s: not', (now, dueDate, timeZone) => {
    expect(decide(now, dueDate, timeZone)).toMatchObject({ kind: 'excluded', code: 'not due' });
  });

  it('became due when that day began for the user', () => {
    expect(decide('2026-03-29T10:00:00Z', '2026-03-30', 'Europe/Berlin')).toMatchObject({ dueAt: new Date('2026-03-28T23:00:00Z'), facts: { daysBefore: 1 } });
  });
});

describe('nobody is reminded', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  const berlin = user('Europe/Berlin');
  it.each([
    ['paid', payment('2026-11-21', 'paid'), berlin],
    ['cancelled', payment('2026-11-21', 'cancelled'), berlin],
    ['overdue', payment('2026-11-21', 'overdue'), berlin],
    ['deactivated', payment('2026-11-21'), { ...berlin, status: 'deactivated' as const }],
    ['unsubscribed', payment('2026-11-21'), { ...berlin, unsubscribedFrom: ['payments'] }],
    ['unsubscribed', payment('2026-11-21'), { ...berlin, unsubscribedFrom: ['all'] }],
    ['time zone unknown', payment('2026-11-21'), user('Mars/Phobos')],
    ['user unknown', payment('2026-11-21'), null],
  ])('%s', (code, subject, recipient) => {
    expect(decideReminder({ payment: subject, user: recipient }, now, defaults)).toMatchObject({ kind: 'excluded', code });
  });
});

describe('an occurrence that was found earlier', () => {
  const again = (now: string, dueDate: string, slot: string, status: PaymentStatus = 'pending') => decideReminder({ payment: payment(dueDate, status), user: user('Europe/Berlin') }, new Date(now), defaults, slot);

  it.each([
    ['on its day', '2026-11-18T12:00:00Z', '2026-11-21'],
    ['after midnight', '2026-11-18T23:00:01Z', '2026-11-21'],
    ['on the due date', '2026-11-21T22:59:00Z', '2026-11-21'],
  ])('may still happen %s', (_when, now, dueDate) => {
    expect(again(now, dueDate, '2026-11-21.3d')).toMatchObject({ kind: 'due', slot: '2026-11-21.3d', facts: { daysBefore: 3 } });
  });

  it.each([
    ['due date over', '2026-11-21T23:00:00Z', '2026-11-21', 'pending'],
    ['due date moved', '2026-11-18T12:00:00Z', '2026-11-28', 'pending'],
    ['paid', '2026-11-18T12:00:00Z', '2026-11-21', 'paid'],
  ] as const)('must not happen: %s', (code, now, dueDate, status) => {
    expect(again(now, dueDate, '2026-11-21.3d', status)).toMatchObject({ kind: 'excluded', code });
  });
});

it('asks the service for no more due dates than can matter', () => {
  expect(reminderWindows(new Date('2026-11-21T12:00:00Z'), defaults)).toEqual([{ from: '2026-11-21', to: '2026-11-25' }, { from: '2026-11-28', to: '2026-11-29' }]);
});

describe('no user on Earth is outside of what is asked for', () => {
  const instants = ['2026-11-21T00:00:00Z', '2026-11-21T09:59:59Z', '2026-11-21T10:00:00Z', '2026-11-21T12:00:00Z', '2026-11-21T23:59:59Z'];
  const zones = ['Pacific/Kiritimati', 'Etc/GMT+12', 'UTC', 'Europe/Berlin', 'America/New_York'];
  it.each(instants.flatMap((now) => zones.map((timeZone) => [now, timeZone] as const)))('at %s in %s', (now, timeZone) => {
    const today = localDay(new Date(now), timeZone);
    const [window] = reminderWindows(new Date(now), { offsets: [0] });
    expect(window !== undefined && window.from <= today && today <= window.to).toBe(true);
  });
});

it.each([{ offsets: [] }, { offsets: [3, 3] }, { offsets: [-1] }, { offsets: [1.5] }, { offsets: [61] }, { days: [1] }])('refuses %o', (parameters) => {
  expect(PaymentReminderParameters.safeParse(parameters).success).toBe(false);
});
