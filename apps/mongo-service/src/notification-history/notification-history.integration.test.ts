import { Readable } from 'node:stream';
import { createNotificationCounterRepository, createNotificationRepository, notificationCounterModel, notificationModel, type NewNotification } from '@carillon/db';
import { createManualClock, NotificationId, readPages } from '@carillon/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

const clock = createManualClock(new Date('2026-03-01T08:00:00.000Z'));
let service: TestService;
let notifications: ReturnType<typeof createNotificationRepository>;
beforeAll(async () => {
  service = await startTestService();
  const { connection } = service.database;
  notifications = createNotificationRepository({
    model: notificationModel(connection, 30),
    counters: createNotificationCounterRepository({ model: notificationCounterModel(connection, 30) }),
    clock,
    onChange: () => undefined,
    onCountFailed: () => undefined,
  });
  await log(1, { userId: 'ada', rule: 'payment.send-reminder' });
  await log(2, { userId: 'ada', to: 'ada@work.example.com' });
  await log(3, { userId: null });
  await log(4, { userId: 'grace', to: 'grace@example.com' });
  await log(5, { userId: 'ada', rule: 'user.inactive-user' });
  await send(5);
});
afterAll(() => service.stop());

const idOf = (number: number) => NotificationId.parse(`ntf_${String(number).padStart(26, '0')}`);

/** One each day, so that their order is known. */
async function log(number: number, more: Partial<NewNotification>): Promise<void> {
  clock.set(new Date(Date.UTC(2026, 2, number, 8)));
  await notifications.insert({
    id: idOf(number), channel: 'email', to: 'ada@example.com', userId: null, timeZone: null, occurrence: null, subject: `Number ${number}`, category: 'billing', rule: null, template: null, tags: [], priority: 'normal', sendAt: null,
    maxAttempts: 3, requestedBy: { kind: 'system', id: 'test', name: 'Test' }, requestId: 'req', idempotencyKey: null, messageId: `<${number}@example.com>`, ...more,
  });
}

async function send(number: number): Promise<void> {
  await notifications.claim((await notifications.find(idOf(number)))!, { owner: 'w', leaseUntil: new Date('2026-12-01'), provider: 'smtp' });
  await notifications.finishAttempt(idOf(number), 1, 'accepted', { outcome: 'accepted', code: 250, text: 'ok', reason: null, providerMessageId: 'm' });
}

const subjectsOf = async (query: Parameters<TestService['client']['listNotificationHistory']>[0]['query']) => {
  const pages = readPages((cursor) => service.client.listNotificationHistory({ query: { ...query, limit: 2, cursor } }));
  return (await Readable.from(pages).toArray()).flat().map(({ subject }) => subject);
};

it.each([
  ['a user, wherever it went', { userId: 'ada' }, ['Number 5', 'Number 2', 'Number 1']],
  ['an address, whoever it was for', { recipient: 'Ada@Example.com' }, ['Number 5', 'Number 3', 'Number 1']],
  ['a user by one rule', { userId: 'ada', rule: 'payment.send-reminder' }, ['Number 1']],
  ['a user since an instant', { userId: 'ada', since: '2026-03-02T09:00:00+01:00' }, ['Number 5', 'Number 2']],
  ['nobody who is known', { userId: 'nobody' }, []],
])('tells what was sent to %s, newest first', async (_title, query, subjects) => {
  expect(await subjectsOf(query)).toEqual(subjects);
});

it('says of each message why, how and when it went, and what came of it', async () => {
  const { items } = await service.client.listNotificationHistory({ query: { userId: 'ada', rule: 'user.inactive-user' } });
  expect(items).toEqual([
    {
      id: idOf(5), userId: 'ada', recipient: 'ada@example.com', category: 'billing', rule: 'user.inactive-user', channel: 'email', subject: 'Number 5',
      status: 'sent', reason: null, at: '2026-03-05T08:00:00.000Z', sentAt: '2026-03-05T08:00:00.000Z',
    },
  ]);
});

it.each([{}, { userId: 'ada', recipient: 'ada@example.com' }])('has to be asked for somebody, and for one only: %o', async (query) => {
  await expect(service.client.listNotificationHistory({ query })).rejects.toMatchObject({ status: 422 });
});
