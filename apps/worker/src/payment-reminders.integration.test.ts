import { NotificationId, type Run } from '@carillon/domain';
import { paymentSendReminderSweep } from '@carillon/jobs/definitions';
import { sendNotification, sweepPaymentReminders, sendPaymentReminder } from '@carillon/jobs/handlers';
import { previewDue } from '@carillon/jobs/due';
import { aPayment, aUser } from '@carillon/jobs/testing';
import { faults } from '@carillon/service-clients/testing';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { openReminderWorld, type ReminderWorld } from './testing/open-reminder-world.ts';

const rule = 'payment.send-reminder';
/** Three days after the noon at which these tests stand. */
const dueDate = '2026-03-21';
const everything = ['payment', 'notification'] as const;
let world: ReminderWorld;

beforeEach(async () => {
  world = await openReminderWorld({ redisUrl: inject('redisUrl'), mongodbUri: inject('mongodbUri') });
});
afterEach(() => world.close());

function owe(count: number, users = Math.min(count, 50)): string[] {
  const people = Array.from({ length: users }, (_, index) => aUser(`user-${index}`));
  const payments = Array.from({ length: count }, (_, index) => aPayment(String(1_000 + index), `user-${index % users}`, { dueDate }));
  people.forEach((user) => world.data.users.set(user.id, user));
  payments.forEach((payment) => world.data.payments.set(payment.id, payment));
  return payments.map(({ reference }) => reference);
}
const pay = (id: string) => world.data.payments.set(id, { ...world.data.payments.get(id)!, status: 'paid' });
const references = () => world.sent.map(({ text }) => /INV-\d+/.exec(text)?.[0] ?? '').toSorted((one, other) => one.localeCompare(other));
const runOf = (id: string) => world.runs.find(id);
const ended = async (id: string) => (await runOf(id))?.endedAt ?? null;
const settledOf = (run: Run | null) => ({ notified: run?.notified, found: run?.found, enqueued: run?.enqueued });
const log = async () => (await world.notifications.list({}, { limit: 50 })).items;
const payloadFor = (id: string) => ({ runId: 'run', subjectId: id, userId: 'user-0', slot: `${dueDate}.3d`, parameters: {} });

describe('once', () => {
  it('a rule swept twice at the same time, by two workers: one mail for each payment', async () => {
    const owed = owe(201);
    const runs = [await world.fire(rule), await world.fire(rule)];
    world.startWorker(everything);
    world.startWorker(everything, { owner: 'w2' });
    await expect.poll(async () => Promise.all(runs.map(ended)), { timeout: 60_000 }).not.toContain(null);
    await expect.poll(references, { timeout: 60_000 }).toEqual(owed);
    await expect.poll(async () => (await Promise.all(runs.map(runOf))).reduce((sum, run) => sum + (run?.notified ?? 0), 0)).toBe(201);
    expect((await world.notifications.count({}, 1_000)).total).toBe(201);
  }, 120_000);

  it('swept again, nothing is sent, and the run says why', async () => {
    owe(3);
    world.startWorker(everything);
    const first = await world.fire(rule);
    await expect.poll(() => world.sent.length, { timeout: 10_000 }).toBe(3);
    await expect.poll(async () => settledOf(await runOf(first))).toEqual({ found: 3, enqueued: 3, notified: 3 });
    const second = await world.fire(rule);
    await expect.poll(() => ended(second), { timeout: 10_000 }).not.toBeNull();
    expect(await runOf(second)).toMatchObject({ state: 'done', found: 3, enqueued: 0, skipped: { 'has its message already': 3 } });
    expect(world.sent).toHaveLength(3);
  });

  it('its job run twice, there is one message, and its run counts it once', async () => {
    owe(1);
    const runId = await world.fire(rule);
    const payload = { ...payloadFor('1000'), runId };
    expect(await sendPaymentReminder(payload, world.deps)).toEqual({ outcome: 'notified' });
    expect(await sendPaymentReminder(payload, world.deps)).toEqual({ outcome: 'skipped', reason: 'it has happened before' });
    pay('1000');
    expect(await sendPaymentReminder(payload, world.deps)).toEqual({ outcome: 'skipped', reason: 'The payment is paid.' });
    expect(await log()).toHaveLength(1);
    expect(await runOf(runId)).toMatchObject({ notified: 1, skippedLater: {} });
  });

  it('a crash between claim and log is made good by the next run, under the same id', async () => {
    owe(1);
    const notificationId = NotificationId.parse('ntf_01ARYZ6S41ZZZZZZZZZZZZZZZZ');
    await world.occurrences.claim({ rule, subjectId: '1000', slot: `${dueDate}.3d` }, { userId: 'user-0', notificationId, runId: 'run', parameters: {} });
    world.startWorker(everything);
    await world.fire(rule);
    await expect.poll(() => world.sent.map(({ messageId }) => messageId), { timeout: 10_000 }).toEqual([`<${notificationId}@carillon.test>`]);
  });

  it('a crash between log and settling makes no second message', async () => {
    owe(1);
    const dying = { ...world.occurrences, settle: () => Promise.reject(new Error('the process died')) };
    await expect(sendPaymentReminder(payloadFor('1000'), { ...world.deps, occurrences: dying })).rejects.toThrow('the process died');
    expect(await sendPaymentReminder(payloadFor('1000'), world.deps)).toEqual({ outcome: 'notified' });
    expect(await log()).toHaveLength(1);
  });
});

describe('what a run says it did', () => {
  const sweep = (runId: string, deps = world.deps) => sweepPaymentReminders({ runId, rule, slot: '2026-03-18T12:00:00.000Z', parameters: {} }, deps, { attempt: 1 });

  it('adds up, though its jobs were those of an earlier run', async () => {
    owe(250);
    const runs = [await world.fire(rule), await world.fire(rule), await world.fire(rule)];
    await Promise.all(runs.map((id) => sweep(id)));
    const swept = await Promise.all(runs.map(runOf));
    expect(swept.map((run) => (run?.enqueued ?? 0) + (run?.inEarlierRun ?? 0))).toEqual([250, 250, 250]);
    expect(swept.reduce((sum, run) => sum + (run?.enqueued ?? 0), 0)).toBe(250);
    world.startWorker(everything);
    const pendingOf = (run: Run | null) => (run?.enqueued ?? 0) - (run?.notified ?? 0);
    await expect.poll(async () => (await Promise.all(runs.map(runOf))).map(pendingOf), { timeout: 60_000 }).toEqual([0, 0, 0]);
    expect(world.sent.length).toBeLessThanOrEqual(250);
  }, 120_000);

  it('adds up after a crash in the middle of its sweep', async () => {
    owe(250);
    const runId = await world.fire(rule);
    const dying = {
      ...world.queue,
      async enqueueEach(...wanted: Parameters<typeof world.queue.enqueueEach>): Promise<never> {
        await world.queue.enqueueEach(...wanted);
        throw new Error('the process died');
      },
    };
    await expect(sweep(runId, { ...world.deps, queue: dying })).rejects.toThrow('the process died');
    const done = ['1000', '1001'];
    await Promise.all(done.map((id) => sendPaymentReminder({ ...payloadFor(id), runId }, world.deps)));
    await sweep(runId);
    expect(await runOf(runId)).toMatchObject({ state: 'done', found: 250, enqueued: 250, inEarlierRun: 0, skipped: {}, notified: 2 });
    world.startWorker(everything);
    await expect.poll(async () => (await runOf(runId))?.notified, { timeout: 60_000 }).toBe(250);
    expect(await runOf(runId)).toMatchObject({ enqueued: 250, skippedLater: {}, failed: 0 });
  }, 120_000);
});

describe('checked again', () => {
  it('paid between the sweep and its job: no message, and the run counts it', async () => {
    owe(2);
    const run = await world.fire(rule);
    expect(await sweepPaymentReminders({ runId: run, rule, slot: '2026-03-18T12:00:00.000Z', parameters: {} }, world.deps, { attempt: 1 })).toMatchObject({ outcome: 'done' });
    pay('1000');
    world.startWorker(everything);
    await expect.poll(references, { timeout: 10_000 }).toEqual(['INV-1001']);
    await expect.poll(async () => (await runOf(run))?.skippedLater, { timeout: 10_000 }).toEqual({ paid: 1 });
  });

  it('paid between the log and the send: the log says skipped, and why', async () => {
    owe(1);
    await sendPaymentReminder(payloadFor('1000'), world.deps);
    pay('1000');
    world.startWorker(['notification']);
    await expect.poll(async () => (await log()).map(({ status, reason }) => ({ status, reason })), { timeout: 10_000 }).toEqual([{ status: 'skipped', reason: 'The payment is paid.' }]);
    expect(world.sent).toEqual([]);
  });

  it('paid while a crashed claim waits: what was logged is skipped there', async () => {
    owe(1);
    const dying = { ...world.occurrences, settle: () => Promise.reject(new Error('the process died')) };
    await expect(sendPaymentReminder(payloadFor('1000'), { ...world.deps, occurrences: dying })).rejects.toThrow('the process died');
    pay('1000');
    expect(await sendPaymentReminder(payloadFor('1000'), world.deps)).toEqual({ outcome: 'skipped', reason: 'The payment is paid.' });
    expect(await log()).toMatchObject([{ status: 'skipped', reason: 'The payment is paid.' }]);
  });
});

describe('a service that fails', () => {
  it('is asked again, and nobody is forgotten or doubled', async () => {
    const owed = owe(3);
    world.data.breakOperation('listUsers', faults.error);
    world.data.breakOperation('getPayment', faults.error);
    world.startWorker(everything);
    const run = await world.fire(rule);
    await expect.poll(async () => (await runOf(run))?.state).toBe('running');
    world.data.breakOperation('listUsers', null);
    await expect.poll(() => ended(run), { timeout: 60_000 }).not.toBeNull();
    world.data.breakOperation('getPayment', null);
    await expect.poll(references, { timeout: 60_000 }).toEqual(owed);
    expect(await runOf(run)).toMatchObject({ state: 'done', error: null });
  }, 120_000);

  it.each([
    ['500', 'listDuePayments', faults.error, 'sql-service listDuePayments: answered 500'],
    ['no answer', 'listDuePayments', faults.hang, 'sql-service listDuePayments: did not answer within 300 ms'],
    ['no answer about users', 'listUsers', faults.hang, 'mongo-service listUsers: did not answer within 300 ms'],
  ])('to the last try: the run has failed, says that it was %s, and nothing is enqueued', async (_title, operation, fault, error) => {
    owe(3);
    world.data.breakOperation(operation, fault);
    const run = await world.fire(rule);
    await expect(sweepPaymentReminders({ runId: run, rule, slot: '2026-03-18T12:00:00.000Z', parameters: {} }, { ...world.deps, ...world.impatientClients() }, { attempt: paymentSendReminderSweep.attempts })).rejects.toThrow(error);
    expect(await runOf(run)).toMatchObject({ state: 'failed', error, enqueued: 0 });
    expect(await world.occurrences.findOpen(rule, { after: null, limit: 10 })).toEqual([]);
  });

  it('with a body that does not keep to the contract ends the run at once: asking again is in vain', async () => {
    owe(3);
    world.data.breakOperation('listDuePayments', faults.wrongJson);
    world.startWorker(everything);
    const run = await world.fire(rule);
    await expect.poll(() => ended(run), { timeout: 10_000 }).not.toBeNull();
    expect(await runOf(run)).toMatchObject({ state: 'failed', error: expect.stringContaining('the answer does not keep to the contract'), enqueued: 0 });
  });

  it('because our signature is not the one it knows ends the run at once', async () => {
    owe(3);
    world.startWorker(everything, world.clientsWithWrongSecret());
    const run = await world.fire(rule);
    await expect.poll(() => ended(run), { timeout: 10_000 }).not.toBeNull();
    expect(await runOf(run)).toMatchObject({ state: 'failed', error: expect.stringContaining('was refused with 401'), enqueued: 0 });
  });

  it('does nothing for parameters that do not fit the rule', async () => {
    owe(1);
    world.startWorker(everything);
    const run = await world.fire(rule, { offsets: [-3] });
    await expect.poll(() => ended(run), { timeout: 10_000 }).not.toBeNull();
    expect(await runOf(run)).toMatchObject({ state: 'failed', error: expect.stringContaining('offsets') });
  });
});

describe('held back', () => {
  it('in quiet hours until they end, by the clock of the user', async () => {
    owe(1);
    world.data.users.set('user-0', aUser('user-0', { timeZone: 'Asia/Tokyo' }));
    await sendPaymentReminder(payloadFor('1000'), world.deps);
    const night = { quietHours: { fromMinute: 20 * 60, toMinute: 7 * 60 } };
    world.startWorker(['notification'], night);
    await expect.poll(log, { timeout: 10_000 }).toMatchObject([{ status: 'queued', nextAttemptAt: '2026-03-18T22:00:00.000Z', reason: 'Quiet hours in Asia/Tokyo: held back until 2026-03-19 07:00 there' }]);
    expect(world.sent).toEqual([]);
  });

  it('is counted by its run, though the worker died before it could tell', async () => {
    owe(1);
    const runId = await world.fire(rule);
    await sendPaymentReminder({ ...payloadFor('1000'), runId }, world.deps);
    const [message] = await log();
    const dying = { ...world.deps, quietHours: { fromMinute: 0, toMinute: 23 * 60 }, runs: { ...world.runs, heldBack: () => Promise.reject(new Error('the process died')) } };
    await expect(sendNotification({ notificationId: message!.id }, dying)).rejects.toThrow('the process died');
    expect(await runOf(runId)).toMatchObject({ held: 0 });
    const again = () => sendNotification({ notificationId: message!.id }, world.deps);
    await expect(again()).rejects.toThrow('its time has not come');
    await expect(again()).rejects.toThrow('its time has not come');
    expect(await runOf(runId)).toMatchObject({ held: 1, heldUntil: '2026-03-18T23:00:00.000Z' });
  });

  it('beyond the cap of the day: the third of two goes out tomorrow', async () => {
    owe(3, 1);
    world.startWorker(everything, { dailyCap: 2 });
    const run = await world.fire(rule);
    await expect.poll(async () => (await log()).filter(({ nextAttemptAt }) => nextAttemptAt === '2026-03-19T00:00:00.000Z'), { timeout: 10_000 }).toHaveLength(1);
    await expect.poll(() => world.sent.length).toBe(2);
    await expect.poll(async () => runOf(run)).toMatchObject({ notified: 3, held: 1, heldUntil: '2026-03-19T00:00:00.000Z' });
  });
});

it('the preview shows who is due, who not, and who was reminded, by what the sweep goes by', async () => {
  owe(2, 1);
  world.data.payments.set('p-late', aPayment('p-late', 'user-0', { dueDate: '2026-03-20' }));
  world.data.payments.set('p-gone', aPayment('p-gone', 'gone', { dueDate }));
  await sendPaymentReminder(payloadFor('1000'), world.deps);
  const page = await previewDue(rule, { ...world.clients, occurrences: world.occurrences, notifications: world.notifications }, { limit: 50, now: world.clock.now() });
  expect(page.items.map(({ subjectId, verdict, code }) => [subjectId, verdict, code])).toEqual([
    ['1000', 'excluded', 'has its message already'],
    ['1001', 'due', null],
    ['p-gone', 'excluded', 'user unknown'],
    ['p-late', 'excluded', 'not due'],
  ]);
  expect(page.items[1]).toMatchObject({ userName: 'User user-0', slot: '2026-03-21.3d', dueAt: '2026-03-18T00:00:00.000Z', reason: 'Due on 2026-03-21, in 3 days' });
});
