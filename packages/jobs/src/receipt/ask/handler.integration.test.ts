import { randomUUID } from 'node:crypto';
import { createProviderSet, type MessageReport } from '@carillon/channels';
import { connectDatabase, createNotificationCounterRepository, createNotificationRepository, createSuppressionRepository, ensureIndexes, notificationCounterModel, notificationModel, suppressionModel, type Database, type NotificationRepository, type SuppressionRepository } from '@carillon/db';
import { createManualClock, NotificationId } from '@carillon/domain';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { askForNotificationReceipts, type AskForReceiptsDeps } from './handler.ts';

const clock = createManualClock(new Date('2026-03-29T00:59:00.000Z'));
const slot = { slot: '2026-03-29T00:59:00.000Z' };
const TIMEOUT_MS = 60_000;

let database: Database;
let notifications: NotificationRepository;
let suppressions: SuppressionRepository;
let deps: AskForReceiptsDeps;
/** What the vendor answers, and what it was asked. */
let report: MessageReport;
let asked: string[];
let sequence = 0;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/asking-${randomUUID()}`;
  database = await connectDatabase({ uri: uri.href });
  const counters = createNotificationCounterRepository({ model: notificationCounterModel(database.connection, 30) });
  notifications = createNotificationRepository({ model: notificationModel(database.connection, 30), counters, clock, onChange: () => undefined, onCountFailed: () => undefined });
  suppressions = createSuppressionRepository({ model: suppressionModel(database.connection), clock });
  await ensureIndexes(database.connection);
  const providers = createProviderSet([
    {
      name: 'acme', ratePerSecond: null, maxConcurrent: 1,
      channel: {
        name: 'vendor', provider: 'acme', verify: async () => undefined, close: async () => undefined,
        send: async () => ({ kind: 'accepted', code: 202, text: '', providerMessageId: 'v' }),
        ask: async ({ reference, providerMessageId }) => {
          asked.push(`${reference} ${providerMessageId}`);
          return report;
        },
      },
    },
  ]);
  deps = { notifications, suppressions, providers, clock, random: () => 0, retry: { maxAttempts: 3, baseDelayMs: 1_000, maxDelayMs: 60_000, jitter: 0 }, receiptTimeoutMs: TIMEOUT_MS };
});
afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});
beforeEach(() => {
  asked = [];
});

/** One that a vendor took, and that is overdue now. */
async function anOverdueOne(provider = 'acme', to = 'ada@example.com'): Promise<NotificationId> {
  const id = await aSentOne(provider, to);
  await askForNotificationReceipts(slot, deps);
  expect(asked).toEqual([]);
  clock.advance(TIMEOUT_MS + 1);
  return id;
}

/** One that a vendor has just taken. */
async function aSentOne(provider = 'acme', to = 'ada@example.com'): Promise<NotificationId> {
  sequence += 1;
  const id = NotificationId.parse(`ntf_${String(sequence).padStart(26, '0')}`);
  await notifications.insert({
    id, channel: 'vendor', to, userId: null, timeZone: null, occurrence: null, subject: 'Hello', category: 'test', rule: null, template: null, tags: [], priority: 'normal', sendAt: null,
    maxAttempts: 3, requestedBy: { kind: 'system', id: 's', name: 's' }, requestId: 'r', idempotencyKey: null, messageId: `<${id}@x>`,
  });
  await notifications.claim((await notifications.find(id))!, { owner: 'w', leaseUntil: new Date(clock.now().getTime() + 60_000), provider });
  await notifications.finishAttempt(id, 1, 'accepted', { outcome: 'accepted', code: 202, text: 'ok', reason: null, providerMessageId: 'v-1' }, { receiptDueAt: new Date(clock.now().getTime() + TIMEOUT_MS) });
  return id;
}
const statusOf = async (id: NotificationId) => (await notifications.find(id))?.status;

it.each<[string, MessageReport, string]>([
  ['was sent', { kind: 'found', status: 'sent', providerMessageId: 'v-1', reason: null }, 'delivered'],
  ['failed: it is tried again', { kind: 'found', status: 'failed', providerMessageId: 'v-1', reason: 'Switched off' }, 'retrying'],
  ['bounced', { kind: 'found', status: 'bounced', providerMessageId: 'v-1', reason: 'No such address' }, 'bounced'],
  ['is not known to the vendor', { kind: 'not-found' }, 'unknown'],
  ['can not be told about', { kind: 'cannot-tell' }, 'unknown'],
])('a message that %s', async (_title, answer, expected) => {
  const id = await anOverdueOne();
  report = answer;
  await askForNotificationReceipts(slot, deps);
  expect(asked).toEqual([`${id}.1 v-1`]);
  expect(await statusOf(id)).toBe(expected);
});

it.each([
  ['bounced', 'hard-bounce'],
  ['complained', 'complaint'],
] as const)('an address of which the vendor says, when asked, that it %s gets nothing more', async (status, reason) => {
  const id = await anOverdueOne('acme', `${status}@example.com`);
  report = { kind: 'found', status, providerMessageId: 'v-1', reason: null };
  await askForNotificationReceipts(slot, deps);
  expect((await suppressions.list({ search: `${status}@example.com` }, { limit: 5 })).items).toMatchObject([{ reason, source: id }]);
});

it.each<[string, MessageReport]>([
  ['has not been decided', { kind: 'found', status: 'pending', providerMessageId: 'v-1', reason: null }],
  ['can not be asked about right now', { kind: 'unavailable', reason: 'away' }],
])('a message that %s waits as long again', async (_title, answer) => {
  const id = await anOverdueOne();
  report = answer;
  await askForNotificationReceipts(slot, deps);
  await askForNotificationReceipts(slot, deps);
  expect([await statusOf(id), asked.length]).toEqual(['sent', 1]);
  clock.advance(TIMEOUT_MS + 1);
  report = { kind: 'not-found' };
  await askForNotificationReceipts(slot, deps);
  expect(await statusOf(id)).toBe('unknown');
});

it('one whose vendor is no longer set up is unknown, and says why', async () => {
  const id = await anOverdueOne('gone');
  await askForNotificationReceipts(slot, deps);
  expect(await notifications.find(id)).toMatchObject({ status: 'unknown', reason: expect.stringContaining('no longer set up') });
});

it('one that was sent by a clock an hour ahead does not wait for that hour', async () => {
  clock.advance(3_600_000);
  const id = await aSentOne();
  clock.advance(-3_600_000);
  report = { kind: 'found', status: 'sent', providerMessageId: 'v-1', reason: null };
  await askForNotificationReceipts(slot, deps);
  expect(await statusOf(id)).toBe('delivered');
});
