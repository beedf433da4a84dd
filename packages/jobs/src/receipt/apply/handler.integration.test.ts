import { randomUUID } from 'node:crypto';
import {
  connectDatabase, createNotificationCounterRepository, createNotificationRepository, createReceiptRepository, createSuppressionRepository, ensureIndexes, notificationCounterModel, notificationModel, receiptModel, suppressionModel,
  type Database, type NotificationRepository, type ReceiptRepository, type SuppressionRepository,
} from '@carillon/db';
import { createManualClock, NotificationId, ReceiptId, type ReceiptFate, type ReceiptType } from '@carillon/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { applyReceipts, type ApplyReceiptsDeps } from './handler.ts';

const clock = createManualClock(new Date('2026-03-29T00:59:00.000Z'));
const slot = { slot: '2026-03-29T00:59:00.000Z' };

let database: Database;
let notifications: NotificationRepository;
let receipts: ReceiptRepository;
let suppressions: SuppressionRepository;
let deps: ApplyReceiptsDeps;
let enqueued: string[];
/** What the campaigns' log makes of receipts about it. */
let campaignFate: ReceiptFate;
let sequence = 0;
const next = () => {
  sequence += 1;
  return String(sequence).padStart(26, '0');
};

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/receipts-${randomUUID()}`;
  database = await connectDatabase({ uri: uri.href });
  const { connection } = database;
  notifications = createNotificationRepository({ model: notificationModel(connection, 30), counters: createNotificationCounterRepository({ model: notificationCounterModel(connection, 30) }), clock, onChange: () => undefined, onCountFailed: () => undefined });
  receipts = createReceiptRepository({ model: receiptModel(connection, 30), clock });
  suppressions = createSuppressionRepository({ model: suppressionModel(connection), clock });
  await ensureIndexes(connection);
  deps = {
    notifications, receipts, suppressions, clock,
    communicationLogs: { find: async () => null, applyReceipts: async (items) => items.map(() => campaignFate) },
    queue: { enqueueBulk: async (_definition, requests) => void enqueued.push(...requests.map(({ payload }) => JSON.stringify(payload))) },
    newClaimId: () => randomUUID(),
    random: () => 0,
    retry: { maxAttempts: 3, baseDelayMs: 1_000, maxDelayMs: 60_000, jitter: 0 },
  };
});
afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});
beforeEach(() => {
  enqueued = [];
  campaignFate = 'applied';
});

/** A notification whose attempt number `attempt` is under way, or was accepted. */
async function aNotification(state: 'sending' | 'sent', attempt = 1): Promise<NotificationId> {
  const id = NotificationId.parse(`ntf_${next()}`);
  await notifications.insert({
    id, channel: 'vendor', to: `${id}@example.com`, userId: null, timeZone: null, occurrence: null, subject: 'Hello', category: 'test', rule: null, template: null, tags: [], priority: 'normal', sendAt: null,
    maxAttempts: 3, requestedBy: { kind: 'system', id: 's', name: 's' }, requestId: 'r', idempotencyKey: null, messageId: `<${id}@x>`,
  });
  await makeAttempts(id, attempt);
  if (state === 'sent') await accept(id, attempt);
  return id;
}
const accept = (id: NotificationId, attempt: number) => notifications.finishAttempt(id, attempt, 'accepted', { outcome: 'accepted', code: 202, text: 'ok', reason: null, providerMessageId: `v-${id}` });
async function makeAttempts(id: NotificationId, attempt: number): Promise<void> {
  for (let number = 1; number <= attempt; number += 1) {
    if (number > 1) await notifications.finishAttempt(id, number - 1, 'postponed', { outcome: 'temporary', code: 503, text: '', reason: 'ill', providerMessageId: null }, { dueAt: clock.now() });
    await notifications.claim((await notifications.find(id))!, { owner: 'w', leaseUntil: new Date(clock.now().getTime() + 60_000), provider: 'acme' });
  }
}
async function aReceipt(type: ReceiptType, reference: string | null): Promise<string> {
  const id = ReceiptId.parse(`rcp_${next()}`);
  await receipts.store({ id, provider: 'acme', eventId: `evt-${id}`, content: { type, reference, providerMessageId: null, reason: type === 'sent' ? null : 'The vendor’s words', occurredAt: clock.now() }, problem: null, body: '{}' });
  return id;
}
const stateOf = async (id: string) => (await receipts.find(id))?.state;
const statusOf = async (id: NotificationId) => (await notifications.find(id))?.status;
const suppressed = (id: NotificationId) => suppressions.list({ search: id.toLowerCase() }, { limit: 5 });

describe('the fate of a receipt', () => {
  it('applied: the message is delivered, and says so in its timeline', async () => {
    const id = await aNotification('sent');
    const receipt = await aReceipt('sent', `${id}.1`);
    await applyReceipts(slot, deps);
    expect([await stateOf(receipt), await statusOf(id)]).toEqual(['applied', 'delivered']);
    expect((await notifications.find(id))?.timeline.at(-1)).toMatchObject({ event: 'receipt-delivered', attempt: 1 });
  });

  it('repeated: another event that says the same changes nothing', async () => {
    const id = await aNotification('sent');
    await aReceipt('sent', `${id}.1`);
    await applyReceipts(slot, deps);
    const second = await aReceipt('sent', `${id}.1`);
    await applyReceipts(slot, deps);
    expect([await stateOf(second), (await notifications.find(id))?.timeline.filter(({ event }) => event === 'receipt-delivered').length]).toEqual(['repeated', 1]);
  });

  it('late: a failure of an earlier attempt', async () => {
    const id = await aNotification('sent', 2);
    const receipt = await aReceipt('failed', `${id}.1`);
    await applyReceipts(slot, deps);
    expect([await stateOf(receipt), await statusOf(id)]).toEqual(['late', 'sent']);
  });

  it('early: one that overtakes the vendor’s answer is kept, and applied once the answer is there', async () => {
    const id = await aNotification('sending');
    const receipt = await aReceipt('sent', `${id}.1`);
    await applyReceipts(slot, deps);
    expect([await stateOf(receipt), await statusOf(id)]).toEqual(['early', 'sending']);
    await accept(id, 1);
    await applyReceipts(slot, deps);
    expect(await stateOf(receipt)).toBe('early');
    clock.advance(1_000);
    await applyReceipts(slot, deps);
    expect([await stateOf(receipt), await statusOf(id)]).toEqual(['applied', 'delivered']);
  });

  it.each([
    ['a message that is not here', 'ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q.1'],
    ['a reference that is none of ours', 'order-7'],
    ['no reference at all', null],
  ])('unknown: about %s', async (_title, reference) => {
    const receipt = await aReceipt('sent', reference);
    await applyReceipts(slot, deps);
    expect(await stateOf(receipt)).toBe('unknown-message');
  });

  it('what the campaigns’ log says of receipts about its rows', async () => {
    campaignFate = 'late';
    const receipt = await aReceipt('sent', 'com_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q.1');
    await applyReceipts(slot, deps);
    expect(await stateOf(receipt)).toBe('late');
  });
});

describe('a failure', () => {
  it('is tried again after a while, with a job of its own', async () => {
    const id = await aNotification('sent');
    await aReceipt('failed', `${id}.1`);
    await applyReceipts(slot, deps);
    expect(await notifications.find(id)).toMatchObject({ status: 'retrying', reason: 'The vendor’s words', nextAttemptAt: new Date(clock.now().getTime() + 1_000).toISOString() });
    expect(enqueued).toEqual([JSON.stringify({ notificationId: id })]);
  });

  it('of the last attempt is the end', async () => {
    const id = await aNotification('sent', 3);
    await aReceipt('failed', `${id}.3`);
    await applyReceipts(slot, deps);
    expect([await statusOf(id), enqueued]).toEqual(['failed', []]);
  });
});

describe('suppression', () => {
  it.each([
    ['bounced', 'hard-bounce'],
    ['complained', 'complaint'],
  ] as const)('an address that %s gets nothing more', async (type, reason) => {
    const id = await aNotification('sent');
    const receipt = await aReceipt(type, `${id}.1`);
    await applyReceipts(slot, deps);
    expect(await statusOf(id)).toBe(type);
    expect((await suppressed(id)).items).toMatchObject([{ address: `${id.toLowerCase()}@example.com`, reason, source: receipt }]);
  });

  it('an address whose message failed is not', async () => {
    const id = await aNotification('sent');
    await aReceipt('failed', `${id}.1`);
    await applyReceipts(slot, deps);
    expect((await suppressed(id)).items).toEqual([]);
  });
});

it('several workers at once: each receipt is applied by one', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => aNotification('sent')));
  const all = await Promise.all(ids.map((id) => aReceipt('sent', `${id}.1`)));
  await Promise.all([1, 2, 3].map(() => applyReceipts(slot, deps)));
  expect(await Promise.all(all.map(stateOf))).toEqual(all.map(() => 'applied'));
});

it('a receipt whose worker stopped half-way is taken up by another, later', async () => {
  const id = await aNotification('sent');
  const receipt = await aReceipt('sent', `${id}.1`);
  await receipts.claimDue({ limit: 10, until: new Date(clock.now().getTime() + 30_000), claim: 'gone' });
  await applyReceipts(slot, deps);
  expect(await stateOf(receipt)).toBe('waiting');
  clock.advance(30_000);
  await applyReceipts(slot, deps);
  expect(await stateOf(receipt)).toBe('applied');
});

it('replayed, it is looked at again', async () => {
  const receipt = await aReceipt('sent', 'ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q.1');
  await applyReceipts(slot, deps);
  expect(await receipts.replay(receipt)).toMatchObject({ state: 'waiting' });
  await applyReceipts(slot, deps);
  expect(await receipts.find(receipt)).toMatchObject({ state: 'unknown-message', tries: 2 });
});
