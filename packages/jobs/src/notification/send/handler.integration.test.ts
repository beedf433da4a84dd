import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createProviderSet, type Channel } from '@carillon/channels';
import { createTestProviders } from '@carillon/channels/testing';
import {
  connectDatabase,
  createNotificationContentRepository,
  createNotificationCounterRepository,
  createNotificationRepository,
  createSendQuotaRepository,
  createSuppressionRepository,
  notificationContentModel,
  notificationCounterModel,
  notificationModel,
  sendQuotaModel,
  suppressionModel,
  type Database,
  type NotificationRepository,
  type SuppressionRepository,
} from '@carillon/db';
import { createManualClock, NotificationId, type OutgoingMessage, type SendOutcome } from '@carillon/domain';
import { RetryAt } from '@carillon/queue';
import { afterAll, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { sendNotification, type SendNotificationDeps } from './handler.ts';

const clock = createManualClock(new Date('2026-03-29T00:59:00.000Z'));
const accepted: SendOutcome = { kind: 'accepted', code: 250, text: '2.0.0 ok', providerMessageId: 'p1' };
const busy: SendOutcome = { kind: 'temporary', code: 450, text: '4.2.0 later', reason: 'The mailbox is busy', retryAfterMs: null };

let database: Database;
let notifications: NotificationRepository;
let suppressions: SuppressionRepository;
let deps: SendNotificationDeps;
let insert: () => Promise<NotificationId>;
/** What the provider got. */
let sent: OutgoingMessage[];
/** What the provider does, one after the other; the last goes on. */
let provider: (message: OutgoingMessage, onHandOver: () => Promise<void>) => Promise<SendOutcome>;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/jobs-${randomUUID()}`;
  database = await connectDatabase({ uri: uri.href });
  const counters = createNotificationCounterRepository({ model: notificationCounterModel(database.connection, 30) });
  notifications = createNotificationRepository({ model: notificationModel(database.connection, 30), counters, clock, onChange: () => undefined, onCountFailed: () => undefined });
  const contents = createNotificationContentRepository({ model: notificationContentModel(database.connection, 30), clock });
  suppressions = createSuppressionRepository({ model: suppressionModel(database.connection), clock });
  deps = {
    notifications, contents, clock,
    quotas: createSendQuotaRepository({ model: sendQuotaModel(database.connection), clock }),
    suppressions,
    recheck: async () => null,
    runs: { heldBack: async () => undefined },
    quietHours: null,
    dailyCap: null,
    providers: createTestProviders((message, { onHandOver }) => provider(message, onHandOver)),
    takeTurn: async () => 0,
    random: () => 0,
    owner: 'w1',
    newClaimId: randomUUID,
    retry: { maxAttempts: 3, baseDelayMs: 1_000, maxDelayMs: 60_000, jitter: 0.5 },
    sendTimeoutMs: 1_000,
    receiptTimeoutMs: 60_000,
    leaseMs: 1_500,
    stopping: new AbortController().signal,
  };
  let sequence = 0;
  insert = async () => {
    sequence += 1;
    const id = NotificationId.parse(`ntf_${String(sequence).padStart(26, '0')}`);
    await contents.save(id, { subject: 'Hello', text: 'Hi', html: null, headers: { 'X-Carillon-Notification': id } });
    await notifications.insert({
      id, channel: 'email', to: 'ada@example.com', userId: null, timeZone: null, occurrence: null, subject: 'Hello', category: 'test', rule: null, template: null, tags: [], priority: 'normal', sendAt: null,
      maxAttempts: 3, requestedBy: { kind: 'system', id: 's', name: 's' }, requestId: 'r', idempotencyKey: null, messageId: `<${id}@x>`,
    });
    return id;
  };
});

afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});

const takes: typeof provider = async (message, onHandOver) => {
  await onHandOver();
  sent.push(message);
  return accepted;
};
beforeEach(() => {
  sent = [];
  provider = takes;
});

const send = (notificationId: NotificationId) => sendNotification({ notificationId }, deps);
const stateOf = async (id: NotificationId) => (await deps.notifications.find(id))?.status;

it('run twice, it sends one message', async () => {
  const notificationId = await insert();
  expect(await send(notificationId)).toEqual({ outcome: 'sent' });
  expect(await send(notificationId)).toEqual({ outcome: 'skipped', reason: 'it is sent already' });
  expect(sent).toHaveLength(1);
});

it('run by ten workers at once, it sends one message', async () => {
  const id = await insert();
  await Promise.allSettled(Array.from({ length: 10 }, () => send(id)));
  expect(sent).toHaveLength(1);
  expect(await stateOf(id)).toBe('sent');
});

it('hands over exactly what was rendered, under an id that stays the same', async () => {
  const id = await insert();
  await send(id);
  expect(sent).toEqual([{ messageId: `<${id}@x>`, reference: `${id}.1`, to: 'ada@example.com', subject: 'Hello', text: 'Hi', html: null, headers: { 'X-Carillon-Notification': id } }]);
});

it('a refusal for now brings the job back when its delay is over, up to the last attempt', async () => {
  const id = await insert();
  provider = async () => busy;
  await expect(send(id)).rejects.toEqual(new RetryAt(new Date(clock.now().getTime() + 1_000), busy.reason));
  clock.advance(1_000);
  await expect(send(id)).rejects.toMatchObject({ at: new Date(clock.now().getTime() + 2_000) });
  clock.advance(2_000);
  expect(await send(id)).toEqual({ outcome: 'failed', reason: busy.reason });
});

it('come back too early, it waits for its time', async () => {
  const id = await insert();
  provider = async () => busy;
  await expect(send(id)).rejects.toBeInstanceOf(RetryAt);
  await expect(send(id)).rejects.toMatchObject({ message: 'its time has not come' });
  clock.advance(1_000);
});

it('an address that does not exist gets nothing more, whoever asks', async () => {
  const [first, second] = [await insert(), await insert()];
  provider = async () => ({ kind: 'permanent', code: 550, text: '550 5.1.1 user unknown', reason: 'The mailbox does not exist' });
  expect(await send(first)).toMatchObject({ outcome: 'failed' });
  expect(await send(second)).toMatchObject({ outcome: 'suppressed', reason: expect.stringContaining('on the suppression list') });
  expect([await stateOf(second), sent]).toEqual(['suppressed', []]);
  expect((await suppressions.list({}, { limit: 5 })).items).toMatchObject([{ address: 'ada@example.com', reason: 'hard-bounce', source: first }]);
  await suppressions.release('ada@example.com');
});

it('waiting for a provider that nobody can reach costs no attempt', async () => {
  const id = await insert();
  const away: Channel = { name: 'email', provider: 'away', send: async () => ({ kind: 'temporary', code: null, text: '', reason: 'Nobody there.', retryAfterMs: null }), ask: async () => ({ kind: 'cannot-tell' }), verify: async () => undefined, close: async () => undefined };
  const providers = createProviderSet([{ name: 'email', channel: away, ratePerSecond: null, maxConcurrent: 1 }], { breaker: { failures: 1, openForMs: 60_000 } });
  const sendByIt = () => sendNotification({ notificationId: id }, { ...deps, providers });
  await expect(sendByIt()).rejects.toMatchObject({ message: 'Nobody there.' });
  clock.advance(1_000);
  await expect(sendByIt()).rejects.toMatchObject({ message: expect.stringContaining('left alone') });
  expect(await notifications.find(id)).toMatchObject({ status: 'queued', attemptCount: 0, attempts: [], lease: null });
  expect(await send(id)).toEqual({ outcome: 'sent' });
  expect((await notifications.find(id))?.attempts).toMatchObject([{ number: 1, outcome: 'accepted' }]);
});

it('more than the provider takes waits for its turn, and costs no attempt', async () => {
  const id = await insert();
  await expect(sendNotification({ notificationId: id }, { ...deps, takeTurn: async () => 700 })).rejects.toMatchObject({ at: new Date(clock.now().getTime() + 700) });
  expect(await notifications.find(id)).toMatchObject({ status: 'queued', attemptCount: 0 });
});

it('cancelled meanwhile, it sends nothing', async () => {
  const id = await insert();
  await notifications.transition(id, 'cancelled', {});
  expect(await send(id)).toEqual({ outcome: 'skipped', reason: 'it is cancelled already' });
  expect(sent).toEqual([]);
});

it('a worker that hung before the hand-over loses its claim, and sends nothing when it wakes', async () => {
  const id = await insert();
  const sleep = new AbortController();
  const reached = new AbortController();
  provider = async (message, onHandOver) => {
    reached.abort();
    await once(sleep.signal, 'abort');
    await onHandOver();
    sent.push(message);
    return accepted;
  };
  const sleeper = send(id);
  await vi.waitFor(() => expect(reached.signal.aborted).toBe(true), { timeout: 20_000 });
  clock.advance(1_501);
  await expect(send(id)).rejects.toBeInstanceOf(RetryAt); // recovered: it may be tried again at once
  sleep.abort();
  expect(await sleeper).toEqual({ outcome: 'skipped', reason: 'its claim was lost before the message left' });
  expect(sent).toEqual([]);
});

it('one whose claim a clock an hour ahead took for lost does not wait for that hour', async () => {
  const id = await insert();
  provider = async () => {
    throw new Error('the process is gone');
  };
  await expect(send(id)).rejects.toThrow('the process is gone');
  clock.advance(3_600_000);
  await expect(send(id)).rejects.toBeInstanceOf(RetryAt);
  clock.advance(-3_600_000);
  provider = takes;
  expect(await send(id)).toEqual({ outcome: 'sent' });
});

it('a worker that died after the hand-over leaves it unknown', async () => {
  const id = await insert();
  provider = async (_message, onHandOver) => {
    await onHandOver();
    throw new Error('the process is gone');
  };
  await expect(send(id)).rejects.toThrow('the process is gone');
  clock.advance(1_501);
  expect(await send(id)).toMatchObject({ outcome: 'unknown' });
});

it('content whose retention has ended is a failure that says so', async () => {
  const id = await insert();
  await database.connection.collection('notificationcontents').deleteOne({ _id: id as never });
  expect(await send(id)).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('retention') });
});

it('a notification that is gone is left alone', async () => {
  expect(await send(NotificationId.parse('ntf_7ZZZZZZZZZZZZZZZZZZZZZZZZZ'))).toMatchObject({ outcome: 'skipped' });
});
