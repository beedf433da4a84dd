import { randomUUID } from 'node:crypto';
import { createIdSource, createManualClock, createUlidSource, type OccurrenceKey } from '@carillon/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { connectDatabase, type Database } from '../connection.ts';
import { ensureIndexes } from '../ensure-indexes.ts';
import { sendQuotaModel } from '../send-quota/model.ts';
import { createSendQuotaRepository, type SendQuotaRepository } from '../send-quota/repository.ts';
import { occurrenceModel } from './model.ts';
import { createOccurrenceRepository, type OccurrenceRepository } from './repository.ts';

const clock = createManualClock(new Date('2026-03-29T00:59:30.000Z'));
let entropy = 0;
const ids = createIdSource(createUlidSource({ clock, randomBytes: (size) => new Uint8Array(size).map((_, index) => (entropy += index)) }));
let database: Database;
let occurrences: OccurrenceRepository;
let quotas: SendQuotaRepository;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/occurrences-${randomUUID()}`;
  database = await connectDatabase({ uri: uri.href });
  occurrences = createOccurrenceRepository({ model: occurrenceModel(database.connection), clock });
  quotas = createSendQuotaRepository({ model: sendQuotaModel(database.connection), clock });
  await ensureIndexes(database.connection);
});
afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});
beforeEach(async () => {
  await Promise.all(Object.values(database.connection.models).map((model) => model.deleteMany({})));
});

const key: OccurrenceKey = { rule: 'payment.send-reminder', subjectId: 'inv-42', slot: '2026-04-01.3d' };
const claim = (of = key) => occurrences.claim(of, { userId: 'ada', notificationId: ids.notification(), runId: 'run', parameters: { offsets: [3] } });

describe('an occurrence', () => {
  it('claimed by twenty at once is one, under one notification id', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim()));
    expect(new Set(claims.map(({ notificationId }) => notificationId)).size).toBe(1);
    expect(claims.map(({ state }) => state)).toEqual(Array.from({ length: 20 }, () => 'claimed'));
  });

  it('of another slot, subject or rule is another', async () => {
    await claim();
    await claim({ ...key, slot: '2026-04-01.1d' });
    await claim({ ...key, subjectId: 'inv-43' });
    await claim({ ...key, rule: 'payment.mark-overdue' });
    expect(await occurrences.findOpen('payment.send-reminder', { after: null, limit: 10 })).toHaveLength(3);
  });

  it('is settled once, for good, and a later claim learns of it', async () => {
    await claim();
    expect(await occurrences.settle(key, { state: 'skipped', reason: 'paid', runId: 'run' })).toBe(true);
    expect(await occurrences.settle(key, { state: 'notified', reason: null, runId: 'run' })).toBe(false);
    expect(await claim()).toMatchObject({ state: 'skipped', reason: 'paid', parameters: { offsets: [3] } });
    expect(await occurrences.findOpen(key.rule, { after: null, limit: 10 })).toEqual([]);
  });

  it('is settled by one of those who want it at once, whoever else is settled with it', async () => {
    const [before, now, later] = ['inv-1', 'inv-2', 'inv-3'].map((subjectId) => ({ ...key, subjectId })) as [OccurrenceKey, OccurrenceKey, OccurrenceKey];
    await Promise.all([before, now, later].map(claim));
    await occurrences.settle(before, { state: 'notified', reason: null, runId: 'run' });
    clock.advance(1_000);
    const settled = await Promise.all([
      occurrences.settle(before, { state: 'notified', reason: null, runId: 'run' }),
      occurrences.settle(now, { state: 'notified', reason: null, runId: 'run' }),
      occurrences.settle(now, { state: 'skipped', reason: 'paid', runId: 'run' }),
      occurrences.settle(later, { state: 'skipped', reason: 'paid', runId: 'run' }),
    ]);
    expect(settled).toEqual([false, true, false, true]);
    expect(await occurrences.find(now)).toMatchObject({ state: 'notified', reason: null });
    expect(await occurrences.find(later)).toMatchObject({ state: 'skipped', reason: 'paid' });
  });

  it('is found among many by its key', async () => {
    const { notificationId } = await claim();
    const states = await occurrences.findStates([key, { ...key, slot: 'other' }]);
    expect([...states]).toEqual([['payment.send-reminder|inv-42|2026-04-01.3d', expect.objectContaining({ state: 'claimed', notificationId })]]);
  });

  it('that is open is listed page by page', async () => {
    await Promise.all(['a', 'b', 'c'].map((subjectId) => claim({ ...key, subjectId })));
    const first = await occurrences.findOpen(key.rule, { after: null, limit: 2 });
    const second = await occurrences.findOpen(key.rule, { after: `payment.send-reminder|${first[1]?.subjectId}|${key.slot}`, limit: 2 });
    expect([first, second].map((page) => page.map(({ subjectId }) => subjectId))).toEqual([['a', 'b'], ['c']]);
  });
});

describe('the places of a day', () => {
  const take = (notificationId: string, changes: Partial<Parameters<SendQuotaRepository['take']>[0]> = {}) => quotas.take({ userId: 'ada', day: '2026-03-29', cap: 3, notificationId, ...changes });

  it('go to as many as there are, of twenty at once', async () => {
    const taken = await Promise.all(Array.from({ length: 20 }, (_, index) => take(`n${index}`)));
    expect(taken.filter((has) => has)).toHaveLength(3);
  });

  it('are kept by those who have one', async () => {
    await Promise.all(['a', 'b', 'c'].map((id) => take(id)));
    expect(await take('a')).toBe(true);
    expect(await take('d')).toBe(false);
  });

  it('are new for another day, and for another user', async () => {
    await Promise.all(['a', 'b', 'c'].map((id) => take(id)));
    expect(await take('d', { day: '2026-03-30' })).toBe(true);
    expect(await take('d', { userId: 'bob' })).toBe(true);
  });
});
