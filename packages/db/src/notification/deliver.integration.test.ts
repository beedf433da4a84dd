import { randomUUID } from 'node:crypto';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { createManualClock, NotificationId, type NotificationDetail } from '@carillon/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { connectDatabase, type Database } from '../connection.ts';
import { ensureIndexes } from '../ensure-indexes.ts';
import { notificationCounterModel } from '../notification-counter/model.ts';
import { createNotificationCounterRepository } from '../notification-counter/repository.ts';
import { notificationModel } from './model.ts';
import { createNotificationRepository, type NotificationRepository } from './repository.ts';

const start = new Date('2026-03-29T00:59:30.000Z');
const LEASE_MS = 60_000;
const clock = createManualClock(start);
const onChange = vi.fn();
const accepted = { outcome: 'accepted', code: 250, text: 'ok', reason: null, providerMessageId: 'm1' } as const;
const abandoned = { outcome: 'abandoned', code: null, text: null, reason: null, providerMessageId: null } as const;

let database: Database;
let counters: ReturnType<typeof createNotificationCounterRepository>;
/** Two workers: each groups what its own jobs want. */
let one: NotificationRepository;
let other: NotificationRepository;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/deliver-${randomUUID()}`;
  database = await connectDatabase({ uri: uri.href });
  counters = createNotificationCounterRepository({ model: notificationCounterModel(database.connection, 30) });
  const model = notificationModel(database.connection, 30);
  const open = () => createNotificationRepository({ model, counters, clock, onChange, onCountFailed: onChange });
  [one, other] = [open(), open()];
  await ensureIndexes(database.connection);
});

afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});

beforeEach(async () => {
  await settled();
  await Promise.all(Object.values(database.connection.models).map((model) => model.deleteMany({})));
  clock.set(start);
});

/** So many that wait, as they are read; what their insertion told is forgotten. */
async function waiting(count: number): Promise<NotificationDetail[]> {
  const ids = Array.from({ length: count }, (_, index) => NotificationId.parse(`ntf_${String(index).padStart(26, '0')}`));
  await Promise.all(ids.map((id) => one.insert({
    id, channel: 'email', to: 'ada@example.com', userId: null, timeZone: null, occurrence: null, subject: 'Hello', category: 'news', rule: null, template: null, tags: [], priority: 'normal', sendAt: null,
    maxAttempts: 3, requestedBy: { kind: 'system', id: 's', name: 's' }, requestId: 'req', idempotencyKey: null, messageId: `<${id}@x>`,
  })));
  const found = await Promise.all(ids.map((id) => one.find(id)));
  await settled();
  onChange.mockClear();
  return found.filter((notification) => notification !== null);
}

it.each([
  ['some milliseconds', 40],
  ['an hour', 3_600_000],
])('what was due at once when it was made by a clock %s ahead is claimed, unless it was held back since', async (_title, aheadMs) => {
  clock.set(new Date(start.getTime() + aheadMs));
  const [at, held] = await waiting(2);
  await one.transition(held!.id, 'held', { reason: 'Quiet hours', dueAt: new Date(start.getTime() + 2 * aheadMs) });
  clock.set(start);
  expect(statusesOf(await Promise.all([claim(one, at!), claim(one, held!)]))).toEqual(['sending', null]);
  expect(statusesOf([await claim(other, at!)])).toEqual([null]);
});

const claim = (worker: NotificationRepository, notification: NotificationDetail) =>
  worker.claim(notification, { owner: `w/${randomUUID()}`, leaseUntil: new Date(clock.now().getTime() + LEASE_MS), provider: 'smtp:x' });

async function claimed(count: number): Promise<NotificationDetail[]> {
  const claims = await Promise.all((await waiting(count)).map((notification) => claim(one, notification)));
  await settled();
  onChange.mockClear();
  return claims.filter((notification) => notification !== null);
}

const statusesOf = (notifications: readonly (Pick<NotificationDetail, 'status'> | null)[]) => notifications.map((notification) => notification?.status ?? null);
const settled = () => Promise.all([one.settled(), other.settled()]);
async function told() {
  await settled();
  return onChange.mock.calls.map(([{ previous, notification }]) => `${previous} → ${notification.status}`);
}
async function counts() {
  await settled();
  const [bucket] = await counters.read('minute', new Date(0), new Date('2100-01-01'));
  return Object.fromEntries(Object.entries(bucket?.counts ?? {}).filter(([, count]) => count !== 0));
}

describe('claims that are wanted together', () => {
  it('are each won by one of two workers that compete for the same ones', async () => {
    const notifications = await waiting(30);
    const [ours, theirs] = await Promise.all([one, other].map((worker) => Promise.all(notifications.map((notification) => claim(worker, notification)))));
    const winners = notifications.map((_notification, index) => [ours![index], theirs![index]].filter((won) => won !== null).length);
    expect(winners).toEqual(notifications.map(() => 1));
    expect(await told()).toEqual(notifications.map(() => 'queued → sending'));
    expect(await counts()).toEqual({ sending: 30 });
  });

  it('are won without the one that changed since it was read', async () => {
    const notifications = await waiting(3);
    await one.transition(notifications[1]!.id, 'cancelled', {});
    const claims = await Promise.all(notifications.map((notification) => claim(one, notification)));
    expect(statusesOf(claims)).toEqual(['sending', null, 'sending']);
    expect(await counts()).toEqual({ sending: 2, cancelled: 1 });
  });

  it('answer what the rows say', async () => {
    const claims = await claimed(2);
    expect(claims).toEqual(await Promise.all(claims.map(({ id }) => one.find(id))));
  });

  it('are refused for what was sent when it was read', async () => {
    const [sent, queued] = await waiting(2);
    expect(statusesOf(await Promise.all([claim(one, { ...sent!, status: 'sent' }), claim(one, queued!)]))).toEqual([null, 'sending']);
  });
});

describe('hand-overs that are noted together', () => {
  it('leave out a claim that was lost meanwhile', async () => {
    const claims = await claimed(3);
    clock.advance(LEASE_MS + 1);
    await one.finishAttempt(claims[1]!.id, 1, 'lease-expired', abandoned, { dueAt: clock.now() });
    const again = await claim(other, (await one.find(claims[1]!.id))!);
    clock.set(start);
    expect(await Promise.all([...claims, again!].map(({ id, attemptCount }) => one.markHandedOver(id, attemptCount)))).toEqual([true, false, true, true]);
    const rows = await Promise.all(claims.map(({ id }) => one.find(id)));
    expect(rows.map((row) => row?.attempts.map(({ handedOverAt }) => handedOverAt !== null))).toEqual([[true], [false, true], [true]]);
  });

  it('leave out a claim whose lease has run out', async () => {
    const [expired] = await claimed(1);
    clock.advance(LEASE_MS);
    expect(await one.markHandedOver(expired!.id, 1)).toBe(false);
  });
});

describe('attempts that end together', () => {
  const finish = (notification: NotificationDetail) => one.finishClaimed(notification, 'accepted', accepted);

  it('are each counted and told once, and answer what the rows say', async () => {
    const claims = await claimed(3);
    const ended = await Promise.all(claims.map(finish));
    expect(ended).toMatchObject((await one.list({}, { limit: 5 })).items.toReversed());
    expect(await told()).toEqual(claims.map(() => 'sending → sent'));
    expect(await counts()).toEqual({ sent: 3 });
  });

  it('are accepted at the time at which they were, whenever they were created', async () => {
    const claims = await claimed(3);
    clock.advance(59_000);
    await finish(claims[0]!);
    clock.advance(61_000);
    await Promise.all([finish(claims[1]!), one.finishClaimed(claims[2]!, 'rejected', { ...accepted, outcome: 'permanent' })]);
    await settled();
    const since = (seconds: number) => counters.countAcceptedSince(new Date(clock.now().getTime() - seconds * 1_000));
    expect([await since(61), await since(60), await since(0)]).toEqual([2, 1, 1]);
  });

  it('leave alone what a later attempt has, and believe a late success', async () => {
    const claims = await claimed(3);
    await one.finishAttempt(claims[0]!.id, 1, 'lease-expired', abandoned, { dueAt: clock.now() });
    await claim(other, (await one.find(claims[0]!.id))!);
    await one.finishAttempt(claims[1]!.id, 1, 'outcome-lost', abandoned);
    onChange.mockClear();
    expect(statusesOf(await Promise.all(claims.map(finish)))).toEqual([null, 'sent', 'sent']);
    expect((await told()).toSorted()).toEqual(['sending → sent', 'unknown → sent']);
    expect(await counts()).toEqual({ sending: 1, sent: 2 });
  });

  it('tell when they are tried again', async () => {
    const [claim] = await claimed(1);
    const dueAt = new Date(start.getTime() + 5_000);
    const ended = await one.finishClaimed(claim!, 'postponed', { ...accepted, outcome: 'temporary', code: 450, reason: 'Busy' }, { dueAt });
    expect(ended).toMatchObject({ status: 'retrying', reason: 'Busy', nextAttemptAt: dueAt.toISOString() });
    expect(await one.find(claim!.id)).toMatchObject(ended!);
  });

  it('fail together when they can not be written, and nobody else with them', async () => {
    const claims = await claimed(3);
    const together = Promise.allSettled([one.finishClaimed(claims[0]!, 'accepted', { ...accepted, text: 'x'.repeat(17_000_000) }), finish(claims[1]!)]);
    // By the end of this turn of the event loop they are on their way.
    await endOfTurn();
    const next = Promise.allSettled([finish(claims[2]!)]);
    expect([...(await together), ...(await next)].map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(await counts()).toEqual({ sending: 2, sent: 1 });
  });
});
