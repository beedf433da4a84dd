import { randomUUID } from 'node:crypto';
import { createManualClock, NotificationId, type NotificationFilter, type NotificationStatus } from '@carillon/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { connectDatabase, type Database } from '../connection.ts';
import { ensureIndexes } from '../ensure-indexes.ts';
import { notificationCounterModel } from '../notification-counter/model.ts';
import { createNotificationCounterRepository } from '../notification-counter/repository.ts';
import { notificationModel, type NotificationModel } from './model.ts';
import { createNotificationRepository, type NotificationRepository } from './repository.ts';
import type { NewNotification } from './transitions.ts';

const start = new Date('2026-03-29T00:59:30.000Z');
const clock = createManualClock(start);
const onChange = vi.fn();
let database: Database;
let model: NotificationModel;
let notifications: NotificationRepository;
let counters: ReturnType<typeof createNotificationCounterRepository>;
let sequence = 0;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/db-${randomUUID()}`;
  database = await connectDatabase({ uri: uri.href });
  counters = createNotificationCounterRepository({ model: notificationCounterModel(database.connection, 30) });
  model = notificationModel(database.connection, 30);
  notifications = createNotificationRepository({ model, counters, clock, onChange, onCountFailed: onChange });
  await ensureIndexes(database.connection);
});

afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});

beforeEach(async () => {
  await notifications.settled();
  await Promise.all(Object.values(database.connection.models).map((model) => model.deleteMany({})));
  clock.set(start);
  onChange.mockClear();
});

function newNotification(changes: Partial<NewNotification> = {}): NewNotification {
  sequence += 1;
  const id = NotificationId.parse(`ntf_${String(sequence).padStart(26, '0')}`);
  return {
    id, channel: 'email', to: 'ada@example.com', userId: null, timeZone: null, occurrence: null, subject: 'Your invoice', category: 'billing', rule: null, template: null, tags: [], priority: 'normal', sendAt: null,
    maxAttempts: 3, requestedBy: { kind: 'operator', id: 'opr', name: 'Olga' }, requestId: 'req', idempotencyKey: null, messageId: `<${id}@x>`, ...changes,
  };
}

/** Also counted, and told of. */
async function insert(changes: Partial<NewNotification> = {}): Promise<NotificationId> {
  const notification = newNotification(changes);
  await notifications.insert(notification);
  await notifications.settled();
  return notification.id;
}

async function insertSeveral(count: number): Promise<NotificationId[]> {
  const ids: NotificationId[] = [];
  while (ids.length < count) ids.push(await insert());
  return ids;
}

async function fail(reason: string | null): Promise<void> {
  const id = await insert();
  await claim(id);
  await notifications.finishAttempt(id, 1, 'rejected', { ...accepted, outcome: 'permanent', code: 550, reason });
}

const claim = async (id: string, owner = 'w1') => notifications.claim((await notifications.find(id))!, { owner, leaseUntil: new Date(clock.now().getTime() + 60_000), provider: 'smtp:x' });
const accepted = { outcome: 'accepted' as const, code: 250, text: 'ok', reason: null, providerMessageId: 'm1' };
const abandoned = { ...accepted, outcome: 'abandoned' as const, code: null, text: null, providerMessageId: null };
async function countsNow() {
  await notifications.settled();
  const buckets = await counters.read('minute', new Date(0), new Date('2100-01-01'));
  return buckets.map(({ counts }) => Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0)));
}

describe('insert', () => {
  it('writes one with the same id once, and says which call did', async () => {
    const id = await insert();
    expect(await notifications.insert({ ...(await blank()), id })).toBe(false);
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  async function blank(): Promise<NewNotification> {
    return { id: NotificationId.parse('ntf_ZZZZZZZZZZZZZZZZZZZZZZZZZZ'), channel: 'email', to: 'x@y.z', userId: null, timeZone: null, occurrence: null, subject: 's', category: 'c', rule: null, template: null, tags: [], priority: 'low', sendAt: null, maxAttempts: 1, requestedBy: { kind: 'system', id: 's', name: 's' }, requestId: 'r', idempotencyKey: null, messageId: '<m>' };
  }
});

describe('a claim', () => {
  it('is won by exactly one of many that compete', async () => {
    const id = await insert();
    const claims = await Promise.all(Array.from({ length: 25 }, (_, index) => claim(id, `w${index}`)));
    expect(claims.filter((claimed) => claimed !== null)).toHaveLength(1);
    expect(await countsNow()).toEqual([{ sending: 1 }]);
  });

  it('is refused before its time', async () => {
    const id = await insert({ sendAt: new Date(start.getTime() + 1_000) });
    expect(await claim(id)).toBeNull();
    clock.advance(1_000);
    expect((await claim(id))?.status).toBe('sending');
  });

  it('that has run out may hand nothing over', async () => {
    const id = await insert();
    await claim(id);
    clock.advance(60_001);
    expect(await notifications.markHandedOver(id, 1)).toBe(false);
  });

  it('that was taken over by a later attempt may hand nothing over, and record nothing', async () => {
    const id = await insert();
    await claim(id);
    await notifications.finishAttempt(id, 1, 'lease-expired', abandoned, { dueAt: clock.now() });
    await claim(id, 'w2');
    expect(await notifications.markHandedOver(id, 1)).toBe(false);
    expect(await notifications.finishAttempt(id, 1, 'accepted', accepted)).toBeNull();
    expect(await notifications.markHandedOver(id, 2)).toBe(true);
  });

  it.each(['lease-expired', 'exhausted'] as const)('that was seen before its hand-over and given up after it is not %s', async (event) => {
    const id = await insert();
    await claim(id);
    expect(await notifications.markHandedOver(id, 1)).toBe(true);
    expect(await notifications.finishAttempt(id, 1, event, abandoned, { dueAt: clock.now() })).toBeNull();
    expect((await notifications.finishAttempt(id, 1, 'outcome-lost', abandoned))?.status).toBe('unknown');
  });

  it('is given back before its hand-over, and never after it', async () => {
    const id = await insert();
    const later = { dueAt: clock.now(), reason: 'The provider is left alone.' };
    await claim(id);
    expect((await notifications.release(id, 1, later))?.status).toBe('queued');
    await claim(id);
    await notifications.markHandedOver(id, 1);
    expect(await notifications.release(id, 1, later)).toBeNull();
  });
});

describe('the log', () => {
  it('keeps each attempt and each change with its time and reason', async () => {
    const id = await insert();
    await claim(id);
    await notifications.markHandedOver(id, 1);
    clock.advance(500);
    await notifications.finishAttempt(id, 1, 'accepted', accepted);
    expect(await notifications.find(id)).toMatchObject({
      status: 'sent',
      lease: null,
      sentAt: '2026-03-29T00:59:30.500Z',
      attempts: [{ number: 1, provider: 'smtp:x', startedAt: start.toISOString(), handedOverAt: start.toISOString(), endedAt: '2026-03-29T00:59:30.500Z', outcome: 'accepted', code: 250, providerMessageId: 'm1' }],
      timeline: [{ event: 'created', status: 'queued' }, { event: 'claimed', status: 'sending', attempt: 1 }, { event: 'accepted', status: 'sent', attempt: 1 }],
    });
  });

  it('tells each change once, with the state before it', async () => {
    const id = await insert();
    await claim(id);
    await notifications.finishAttempt(id, 1, 'accepted', accepted);
    await notifications.finishAttempt(id, 1, 'accepted', accepted);
    await notifications.settled();
    expect(onChange.mock.calls.map(([change]) => [change.previous, change.notification.status])).toEqual([[null, 'queued'], ['queued', 'sending'], ['sending', 'sent']]);
  });

  it('believes a late success of a claim that was given up for lost', async () => {
    const id = await insert();
    await claim(id);
    await notifications.finishAttempt(id, 1, 'outcome-lost', { ...accepted, outcome: 'abandoned' });
    expect((await notifications.finishAttempt(id, 1, 'accepted', accepted))?.status).toBe('sent');
  });
});

it('what is inserted is on disk at the answer; that it is counted and told of follows', async () => {
  let count: () => void = () => undefined;
  const counted = new Promise<void>((resolve) => {
    count = resolve;
  });
  const uncounted = createNotificationRepository({ model, counters: { move: () => counted }, clock, onChange, onCountFailed: onChange });
  const notification = newNotification();

  expect(await uncounted.insert(notification)).toBe(true);
  expect(await uncounted.find(notification.id)).toMatchObject({ status: 'queued' });
  expect(onChange).not.toHaveBeenCalled();

  count();
  await uncounted.settled();
  expect(onChange).toHaveBeenCalledTimes(1);
});

describe('counters', () => {
  it('say at every moment what the rows say, by minute of creation', async () => {
    const ids = [await insert(), await insert()];
    clock.advance(60_000);
    ids.push(await insert());
    await claim(ids[0]!);
    await notifications.finishAttempt(ids[0]!, 1, 'rejected', { ...accepted, outcome: 'permanent', reason: 'No such user' });
    await notifications.transition(ids[1]!, 'cancelled', {});
    expect(await countsNow()).toEqual([{ failed: 1, cancelled: 1 }, { queued: 1 }]);
    expect(await notifications.countByStatus(new Date(0), new Date('2100-01-01'))).toEqual({ failed: 1, cancelled: 1, queued: 1 });
  });

  it('that a crash left behind are found once their bucket has come to rest', async () => {
    await insert();
    const start = new Date('2026-03-29T00:59:00.000Z');
    await counters.move(start, null, 'sent');
    clock.advance(120_000);
    const range = { unit: 'minute' as const, changedAfter: new Date(0), restingSince: new Date(clock.now().getTime() - 60_000) };
    expect(await notifications.findBucketsAtRest(range)).toEqual([{ start, end: new Date('2026-03-29T01:00:00.000Z') }]);
    expect(await counters.correct('minute', start, { queued: 1 })).toBe(true);
    expect(await counters.correct('minute', start, { queued: 1 })).toBe(false);
    expect(await countsNow()).toEqual([{ queued: 1 }]);
  });

  it('are looked at though a clock that was ahead has dated a change an hour later, and not while others come', async () => {
    const atRest = () => notifications.findBucketsAtRest({ unit: 'hour', changedAfter: new Date(0), restingSince: new Date(clock.now().getTime() - 60_000) });
    const id = await insert();
    await insert();
    clock.advance(3_600_000);
    await notifications.transition(id, 'cancelled', {});
    clock.advance(-3_600_000);
    expect(await atRest()).toEqual([]);
    clock.advance(61_000);
    expect(await atRest()).toHaveLength(1);
  });
});

describe('a bucket whose other changes are old', () => {
  const MINUTE_MS = 60_000;
  it.each([
    ['now', 0, 0],
    ['some milliseconds later, by a clock that is a little ahead, or while the buckets were read', 40, 0],
    ['as much later as buckets rest', MINUTE_MS, 0],
    ['later than that, by a clock that is wrong', MINUTE_MS + 1, 1],
  ])('is looked at, with one dated %s (%d ms), %d times', async (_title, aheadMs, found) => {
    const [id] = await insertSeveral(2);
    clock.advance(MINUTE_MS + 1);
    const now = clock.now().getTime();
    clock.advance(aheadMs);
    await notifications.transition(id!, 'cancelled', {});
    clock.set(new Date(now));
    expect(await notifications.findBucketsAtRest({ unit: 'minute', changedAfter: new Date(0), restingSince: new Date(now - MINUTE_MS) })).toHaveLength(found);
  });
});

describe('list', () => {
  it('pages through rows of one instant without leaving out or repeating one', async () => {
    const ids = await insertSeveral(7);
    const first = await notifications.list({}, { limit: 3 });
    const second = await notifications.list({}, { limit: 3, cursor: first.nextCursor! });
    const third = await notifications.list({}, { limit: 3, cursor: second.nextCursor! });
    expect([...first.items, ...second.items, ...third.items].map(({ id }) => id)).toEqual(ids.toReversed());
    expect(third.nextCursor).toBeNull();
  });

  it('refuses a cursor that it did not hand out', async () => {
    await expect(notifications.list({}, { limit: 3, cursor: 'bm9wZQ' })).rejects.toMatchObject({ code: 'validation-failed' });
  });

  it.each<[string, NotificationFilter, number]>([
    ['nothing', {}, 3],
    ['a state', { status: ['cancelled'] }, 1],
    ['several states', { status: ['cancelled', 'queued'] }, 3],
    ['a recipient, whatever its case', { recipient: 'Grace@Example.com' }, 1],
    ['the beginning of an address', { search: 'grace@exam' }, 1],
    ['words of the subject', { search: 'second invoice' }, 1],
    ['a word that is in none', { search: 'zebra' }, 0],
    ['signs that mean something in a pattern', { search: '.*' }, 0],
    ['an id', { search: 'ntf_00000000000000000000000000' }, 0],
    ['a category', { category: 'news' }, 1],
    ['a tag', { tag: 'TEST' }, 1],
    ['a template', { template: 'test-email' }, 1],
    ['a range that ends before it', { from: '2026-03-29T00:59:30Z', to: '2026-03-29T00:59:31Z' }, 2],
    ['several filters at once', { status: ['queued'], category: 'news', from: '2026-03-29T00:00:00Z' }, 1],
  ])('finds by %s', async (_title, filter, total) => {
    await insert({ subject: 'First invoice', tags: ['TEST'], template: { name: 'test-email', version: 1 } });
    const cancelled = await insert({ to: 'grace@example.com', subject: 'Second invoice' });
    await notifications.transition(cancelled, 'cancelled', {});
    clock.advance(1_000);
    await insert({ category: 'news', subject: 'Hello' });
    expect((await notifications.list(filter, { limit: 10 })).items).toHaveLength(total);
    expect(await notifications.count(filter, 100)).toEqual({ total, capped: false });
  });

  it('counts up to a cap and says when it stopped', async () => {
    await insert();
    await insert();
    await insert();
    expect(await notifications.count({}, 2)).toEqual({ total: 2, capped: true });
  });
});

describe('what sweeps look for', () => {
  it('is due, and has no job known to be in Redis', async () => {
    const lost = await insert();
    await insert();
    await insert({ sendAt: new Date(start.getTime() + 3_600_000) });
    await notifications.markEnqueued([lost], null);
    clock.advance(5_000);
    const now = clock.now().getTime();
    const stale = await notifications.findStale({ dueBefore: new Date(now), enqueuedBefore: new Date(now - 120_000), limit: 10 });
    expect(stale.map(({ id }) => id)).toEqual([lost]);
    await notifications.markEnqueued([lost], clock.now());
    expect(await notifications.findStale({ dueBefore: new Date(now), enqueuedBefore: new Date(now - 120_000), limit: 10 })).toEqual([]);
  });

  it('is a claim whose lease has run out', async () => {
    const id = await insert();
    await claim(id);
    expect(await notifications.findExpiredLeases(10)).toEqual([]);
    clock.advance(60_001);
    expect((await notifications.findExpiredLeases(10)).map((found) => found.id)).toEqual([id]);
  });

  it('are those of some ids that something will still happen to', async () => {
    const [waiting, sending, cancelled] = await insertSeveral(3);
    await claim(sending!);
    await notifications.transition(cancelled!, 'cancelled', {});
    expect(await notifications.findUnsettled([waiting!, sending!, cancelled!, 'ntf_gone'])).toEqual(new Set([waiting, sending]));
  });

  it('tells how many wait, since when, and how many for a time to come', async () => {
    const none = { total: 0, capped: false };
    expect(await notifications.findWaiting(100)).toEqual({ due: { ...none, oldestAt: null }, later: none });
    await insert();
    clock.advance(2_000);
    await insert();
    await insertSeveral(2);
    await Promise.all((await notifications.list({}, { limit: 2 })).items.map(({ id }) => notifications.transition(id, 'held', { dueAt: new Date(clock.now().getTime() + 1) })));
    await insert({ sendAt: new Date(clock.now().getTime() + 86_400_000) });
    expect(await notifications.findWaiting(100)).toEqual({ due: { total: 2, capped: false, oldestAt: start }, later: { total: 3, capped: false } });
    expect([await notifications.findWaiting(2), await notifications.findWaiting(1)]).toMatchObject([{ due: { total: 2, capped: false }, later: { total: 2, capped: true } }, { due: { total: 1, capped: true } }]);
  });
});

it('what is held back stays queued, counts once, and says until when', async () => {
  const id = await insert();
  const until = new Date(start.getTime() + 3_600_000);
  const held = await notifications.transition(id, 'held', { reason: 'Quiet hours', dueAt: until, heldIn: 'run_1' });
  expect(held).toMatchObject({ status: 'queued', reason: 'Quiet hours', nextAttemptAt: until.toISOString() });
  expect(await countsNow()).toEqual([{ queued: 1 }]);
  await notifications.transition(id, 'held', { reason: 'Quiet hours', dueAt: until, heldIn: 'run_1' });
  expect(await Promise.all(['run_1', 'run_1', 'run_2'].map((runId) => notifications.countHeld(runId)))).toEqual([1, 1, 0]);
  expect(await claim(id)).toBeNull();
});

it('tells when each user last got a message of a rule that did not come back', async () => {
  const sent = async (userId: string, rule: string) => {
    const id = await insert({ userId, rule });
    await claim(id);
    await notifications.finishAttempt(id, 1, 'accepted', accepted);
    return id;
  };
  await sent('ada', 'user.inactive-user');
  clock.advance(1_000);
  await sent('ada', 'user.inactive-user');
  await sent('bob', 'payment.send-reminder');
  await notifications.transition(await sent('eve', 'user.inactive-user'), 'receipt-bounced', {});
  await insert({ userId: 'kim', rule: 'user.inactive-user' });
  expect([...(await notifications.findLastSent('user.inactive-user', ['ada', 'bob', 'eve', 'kim']))]).toEqual([['ada', new Date(start.getTime() + 1_000)]]);
});

it('the most frequent reasons of failure come first, each with an example, and with as many as the log has', async () => {
  await Promise.all(['No such user', 'Mailbox full', 'No such user', null].map(fail));
  const top = await notifications.findTopErrors(new Date(0), { limit: 5, cap: 100 });
  expect(top.map(({ reason, code, count, capped }) => ({ reason, code, count, capped }))).toEqual([
    { reason: 'No such user', code: 550, count: 2, capped: false },
    ...[expect.objectContaining({ count: 1 }), expect.objectContaining({ count: 1 })],
  ]);
  const listed = await Promise.all(top.map(async ({ reason }) => (await notifications.list({ failure: reason }, { limit: 10 })).items.map(({ id }): string => id)));
  expect(listed.map((ids) => ids.length)).toEqual(top.map(({ count }) => count));
  expect(top.filter(({ sampleId }, index) => listed[index]?.includes(sampleId) !== true)).toEqual([]);
});

it('of a frequent reason all are counted, not only those that were looked at, and no more than are asked for', async () => {
  await Promise.all(Array.from({ length: 250 }, () => fail('Mailbox full')));
  const counted = async (cap: number) => (await notifications.findTopErrors(new Date(0), { limit: 5, cap })).map(({ count, capped }) => ({ count, capped }));
  expect([await counted(1_000), await counted(249)]).toEqual([[{ count: 250, capped: false }], [{ count: 249, capped: true }]]);
});

describe('what failed', () => {
  const before = () => ({ before: clock.now(), limit: 500 });

  it('is grouped by reason, and told whether there are more failures, or more reasons', async () => {
    await Promise.all(['No such user', 'Mailbox full', 'No such user'].map(fail));
    const find = (newest: number, limit: number) => notifications.findFailureGroups({}, { newest, limit });
    const { items, ...cut } = await find(3, 10);
    expect(items.map(({ status, reason, count }) => ({ status, reason, count }))).toEqual([{ status: 'failed', reason: 'No such user', count: 2 }, { status: 'failed', reason: 'Mailbox full', count: 1 }]);
    expect(cut).toEqual({ newestOnly: false, leftOut: 0 });
    expect([await find(2, 10), await find(3, 1)]).toMatchObject([{ newestOnly: true, leftOut: 0 }, { newestOnly: false, leftOut: 1 }]);
  });

  it('3 of 100 that a filter has are the ones found, and the log has exactly them', async () => {
    await Promise.all([...Array.from({ length: 97 }, () => 'Mailbox full'), ...Array.from({ length: 3 }, () => 'No such user')].map(fail));
    await insert();
    const found = await notifications.findFailures({ category: 'billing' }, ['No such user'], before());
    expect(found.map(({ attemptCount }) => attemptCount)).toEqual([1, 1, 1]);
    expect([await notifications.countFailures({}, null), await notifications.countFailures({}, ['No such user']), await notifications.countFailures({ category: 'news' }, null)]).toEqual([100, 3, 0]);
    const log = await notifications.list({ failure: 'No such user' }, { limit: 10 });
    expect(log.items.map(({ id }) => id).sort()).toEqual(found.map(({ id }) => id).sort());
  });

  it('after that moment is not found: it is not swept up a second time', async () => {
    await fail('No such user');
    const earlier = { before: new Date(clock.now().getTime() - 1), limit: 500 };
    expect([await notifications.findFailures({}, null, earlier), (await notifications.findFailures({}, null, before())).length]).toEqual([[], 1]);
  });
});

it('indexes answer every filter of the list', async () => {
  const indexes = await database.connection.collection('notificationlogs').indexes();
  const leading = indexes.map(({ key }) => Object.keys(key).join(','));
  const filters: string[] = ['status', 'to', 'userId', 'category', 'rule', 'template.name', 'tags', 'terms'];
  expect(filters.filter((field) => !leading.includes(`${field},createdAt,_id`))).toEqual([]);
});

it.each<NotificationStatus>(['queued', 'retrying'])('a %s one can be cancelled', async (status) => {
  const id = await insert();
  await prepare[status]?.(id);
  expect((await notifications.transition(id, 'cancelled', { reason: 'by hand' }))?.status).toBe('cancelled');
});

const prepare: Partial<Record<NotificationStatus, (id: string) => Promise<unknown>>> = {
  retrying: async (id) => {
    await claim(id);
    await notifications.finishAttempt(id, 1, 'postponed', { ...accepted, outcome: 'temporary', code: 450 }, { dueAt: new Date(start.getTime() + 1_000) });
  },
};
