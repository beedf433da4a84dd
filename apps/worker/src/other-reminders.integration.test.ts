import { DEACTIVATION_REASON } from '@carillon/domain';
import { deactivateUser, markPaymentOverdue, sendNotification, verifyEmployee, warnInactiveUser } from '@carillon/jobs/handlers';
import { aPayment, aUser, aVerification } from '@carillon/jobs/testing';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { openReminderWorld, type ReminderWorld } from './testing/open-reminder-world.ts';

const DAY = 86_400_000;
let world: ReminderWorld;

beforeEach(async () => {
  world = await openReminderWorld({ redisUrl: inject('redisUrl'), mongodbUri: inject('mongodbUri') });
});
afterEach(() => world.close());

const subjects = () => world.sent.map(({ subject }) => subject);
const ended = async (id: string) => (await world.runs.find(id))?.endedAt ?? null;
const log = async () => (await world.notifications.list({}, { limit: 50 })).items;

describe('payment.mark-overdue', () => {
  const late = { runId: 'run', subjectId: 'p1', userId: 'ada', slot: '2026-03-16', parameters: {} };
  beforeEach(() => {
    world.data.users.set('ada', aUser('ada'));
    world.data.payments.set('p1', aPayment('p1', 'ada', { dueDate: '2026-03-16' }));
  });

  it('marks the payment, and tells the user once, however often it is swept', async () => {
    world.startWorker(['payment', 'notification']);
    const first = await world.fire('payment.mark-overdue');
    await expect.poll(subjects, { timeout: 10_000 }).toEqual(['Payment INV-p1 is 2 days overdue']);
    expect(world.data.payments.get('p1')?.status).toBe('overdue');
    await expect.poll(() => ended(first)).not.toBeNull();
    const second = await world.fire('payment.mark-overdue');
    await expect.poll(() => ended(second), { timeout: 10_000 }).not.toBeNull();
    expect((await world.runs.find(second))?.skipped).toEqual({ 'has its message already': 1 });
  });

  it('marks the payment of a user who is not to be told', async () => {
    world.data.users.set('ada', aUser('ada', { unsubscribedFrom: ['payments'] }));
    expect(await markPaymentOverdue(late, world.deps)).toEqual({ outcome: 'skipped', reason: 'The user does not want messages about payments.' });
    expect(world.data.payments.get('p1')?.status).toBe('overdue');
    expect(await log()).toEqual([]);
  });

  it('believes the service when it says that the payment came in this very moment', async () => {
    const paidMeanwhile = { ...world.clients.sql, getPayment: async () => aPayment('p1', 'ada', { dueDate: '2026-03-16' }) };
    world.data.payments.set('p1', aPayment('p1', 'ada', { dueDate: '2026-03-16', status: 'paid' }));
    expect(await markPaymentOverdue(late, { ...world.deps, sql: paidMeanwhile })).toMatchObject({ outcome: 'skipped', reason: expect.stringContaining('It is paid.') });
    expect(await log()).toEqual([]);
  });

  it('run twice, it sends one message', async () => {
    await markPaymentOverdue(late, world.deps);
    await markPaymentOverdue(late, world.deps);
    expect(await log()).toHaveLength(1);
  });
});

describe('user.inactive-user and user.deactivate-user', () => {
  const lastSeen = '2025-12-01T00:00:00.000Z';
  const silent = aUser('ada', { lastActiveAt: lastSeen, lastLoginAt: lastSeen, createdAt: lastSeen });
  const warning = { runId: 'run', subjectId: 'ada', userId: 'ada', slot: `activity.${Date.parse(lastSeen)}`, parameters: {} };
  const end = { runId: 'run', subjectId: 'ada', userId: 'ada', slot: `silent.${Date.parse(lastSeen)}`, parameters: {} };
  const sendAll = async () => Promise.all((await log()).map(({ id }) => sendNotification({ notificationId: id }, world.deps)));
  beforeEach(() => world.data.users.set('ada', silent));

  it('warns once, run twice', async () => {
    await warnInactiveUser(warning, world.deps);
    await warnInactiveUser(warning, world.deps);
    await sendAll();
    expect(subjects()).toEqual(['User ada, do you still need your account?']);
    expect(world.sent[0]?.text).toContain('deactivated on Wednesday, April 1, 2026');
  });

  it('speaks of no deactivation where only sign-ins are missing', async () => {
    world.data.users.set('ada', aUser('ada', { lastActiveAt: '2026-03-18T00:00:00.000Z', lastLoginAt: '2025-09-01T00:00:00.000Z' }));
    await warnInactiveUser({ ...warning, slot: `login.${Date.parse('2025-09-01')}` }, world.deps);
    await sendAll();
    expect(world.sent[0]?.text).not.toContain('deactivated');
  });

  it('deactivates nobody without a warning', async () => {
    expect(await deactivateUser(end, world.deps)).toMatchObject({ outcome: 'skipped', reason: 'No warning was delivered during this silence.' });
    expect(world.data.users.get('ada')?.status).toBe('active');
  });

  it('a warning that was only written down is none', async () => {
    await warnInactiveUser(warning, world.deps);
    world.clock.advance(20 * DAY);
    expect(await deactivateUser(end, world.deps)).toMatchObject({ reason: 'No warning was delivered during this silence.' });
  });

  it('a warning that bounced is none', async () => {
    await warnInactiveUser(warning, world.deps);
    await sendAll();
    await Promise.all((await log()).map(({ id }) => world.notifications.transition(id, 'receipt-bounced', {})));
    world.clock.advance(20 * DAY);
    expect(await deactivateUser(end, world.deps)).toMatchObject({ reason: 'No warning was delivered during this silence.' });
  });

  it('waits for the end of the grace period, then deactivates and says so, once', async () => {
    await warnInactiveUser(warning, world.deps);
    await sendAll();
    world.clock.advance(14 * DAY - 1);
    expect(await deactivateUser(end, world.deps)).toMatchObject({ outcome: 'skipped', reason: expect.stringContaining('grace period') });
    world.clock.advance(1);
    world.startWorker(['user', 'notification']);
    await world.fire('user.deactivate-user');
    await expect.poll(subjects, { timeout: 10_000 }).toEqual(['User ada, do you still need your account?', 'Your account has been deactivated']);
    expect(world.data.users.get('ada')).toMatchObject({ status: 'deactivated', deactivationReason: DEACTIVATION_REASON });
    expect(await deactivateUser(end, world.deps)).toEqual({ outcome: 'skipped', reason: 'it has happened before' });
  });

  it('a crash after the deactivation still ends in a message', async () => {
    await warnInactiveUser(warning, world.deps);
    await sendAll();
    world.clock.advance(14 * DAY);
    const dying = { ...world.contents, save: () => Promise.reject(new Error('the process died')) };
    await expect(deactivateUser(end, { ...world.deps, contents: dying })).rejects.toThrow('the process died');
    expect(world.data.users.get('ada')?.status).toBe('deactivated');
    world.startWorker(['user', 'notification']);
    await world.fire('user.deactivate-user');
    await expect.poll(subjects, { timeout: 10_000 }).toContain('Your account has been deactivated');
  });

  it('who comes back after the warning stays', async () => {
    await warnInactiveUser(warning, world.deps);
    await sendAll();
    world.clock.advance(14 * DAY);
    world.data.users.set('ada', { ...silent, lastActiveAt: world.clock.now().toISOString() });
    expect(await deactivateUser(end, world.deps)).toMatchObject({ outcome: 'skipped' });
    expect(world.data.users.get('ada')?.status).toBe('active');
  });

  it('sweeps find the silent in both lists, and count nobody twice', async () => {
    world.data.users.set('bob', aUser('bob', { lastActiveAt: '2026-03-17T00:00:00.000Z', lastLoginAt: null, createdAt: lastSeen.replace('2025', '2024') }));
    world.data.users.set('eve', aUser('eve', { lastActiveAt: null, lastLoginAt: null, createdAt: '2024-01-01T00:00:00.000Z' }));
    world.startWorker(['user', 'notification']);
    const run = await world.fire('user.inactive-user');
    await expect.poll(() => ended(run), { timeout: 10_000 }).not.toBeNull();
    expect(await world.runs.find(run)).toMatchObject({ state: 'done', found: 3, enqueued: 3 });
    await expect.poll(() => world.sent.map(({ to }) => to).toSorted(), { timeout: 10_000 }).toEqual(['ada@example.com', 'bob@example.com', 'eve@example.com']);
  });
});

describe('verification.verify-employee', () => {
  const first = { runId: 'run', subjectId: 'v1', userId: 'ada', slot: 'attempt.1', parameters: {} };
  beforeEach(() => {
    world.data.users.set('ada', aUser('ada'));
    world.data.verifications.set('v1', aVerification('v1', 'ada'));
  });

  it('asks the employee at work, and notes the attempt with its message; run twice, once', async () => {
    await verifyEmployee(first, world.deps);
    await verifyEmployee(first, world.deps);
    const [message] = await log();
    expect(await log()).toHaveLength(1);
    expect(message).toMatchObject({ to: 'ada@work.example.com', userId: 'ada', rule: 'verification.verify-employee', subject: 'Please confirm that you work at Example Company' });
    expect(world.data.attempts).toMatchObject([{ verificationId: 'v1', number: 1, notificationId: message?.id, at: '2026-03-18T12:00:00.000Z' }]);
  });

  it('asks three times, three days apart, and never again', async () => {
    world.startWorker(['verification', 'notification']);
    const sweepOnDay = async (days: number, mails: number) => {
      world.clock.set(new Date(Date.parse('2026-03-18T12:00:00Z') + days * DAY));
      const run = await world.fire('verification.verify-employee');
      await expect.poll(() => ended(run), { timeout: 10_000 }).not.toBeNull();
      await expect.poll(() => world.sent.length, { timeout: 10_000 }).toBe(mails);
      await expect.poll(() => world.data.attempts.length).toBe(mails);
      return world.runs.find(run);
    };
    await sweepOnDay(0, 1);
    expect(await sweepOnDay(2, 1)).toMatchObject({ found: 0 });
    await sweepOnDay(3, 2);
    await sweepOnDay(6, 3);
    expect(await sweepOnDay(9, 3)).toMatchObject({ skipped: { 'attempt limit': 1 } });
  });

  it('what was not answered in time is expired by the sweep, and nobody is asked', async () => {
    world.data.verifications.set('v1', aVerification('v1', 'ada', { expiresAt: '2026-03-18T11:59:59.000Z' }));
    world.startWorker(['verification', 'notification']);
    const run = await world.fire('verification.verify-employee');
    await expect.poll(() => ended(run), { timeout: 10_000 }).not.toBeNull();
    expect(await world.runs.find(run)).toMatchObject({ state: 'done', enqueued: 0, skipped: { expired: 1 } });
    expect(world.data.verifications.get('v1')?.status).toBe('expired');
    expect(await log()).toEqual([]);
  });

  it('verified between the log and the send: no message', async () => {
    await verifyEmployee(first, world.deps);
    world.data.verifications.set('v1', aVerification('v1', 'ada', { status: 'verified' }));
    world.startWorker(['notification']);
    await expect.poll(log, { timeout: 10_000 }).toMatchObject([{ status: 'skipped', reason: 'The verification is verified.' }]);
  });
});
