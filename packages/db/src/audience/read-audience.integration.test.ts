import { randomUUID } from 'node:crypto';
import { SegmentRule, UserId, type AudienceMember } from '@carillon/domain';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connectDatabase, type Database } from '../connection.ts';
import { ensureIndexes } from '../ensure-indexes.ts';
import { suppressionModel } from '../suppression/model.ts';
import { createSuppressionRepository, type SuppressionRepository } from '../suppression/repository.ts';
import { userModel } from '../user/model.ts';
import { createUserRepository, type UserRepository } from '../user/repository.ts';
import type { NewUser } from '../user/to-document.ts';
import { createAudienceReader, type AudienceReader } from './read-audience.ts';

const joined = new Date('2026-01-01T00:00:00Z');
const clock = { now: () => new Date('2026-02-01T00:00:00Z') };
let database: Database;
let users: UserRepository;
let suppressions: SuppressionRepository;
let audience: AudienceReader;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/audience-${randomUUID()}`;
  database = await connectDatabase({ uri: uri.href });
  const model = userModel(database.connection);
  users = createUserRepository({ model });
  suppressions = createSuppressionRepository({ model: suppressionModel(database.connection), clock });
  audience = createAudienceReader({ users: model, suppressions, clock });
  await ensureIndexes(database.connection);
  await users.insert([
    aUser('a-first', { email: 'Shared@example.com', phone: '+4930100001', tags: ['vip'], attributes: { plan: 'pro', since: joined } }),
    aUser('b-second', { email: 'shared@example.com' }),
    aUser('c-third', { email: 'shared@EXAMPLE.com', phone: '+4930100001' }),
    aUser('d-gone', { email: 'gone@example.com', phone: '+4930100002' }),
    aUser('e-complained', { email: 'Complained@example.com' }),
    aUser('f-no-news', { email: 'no-news@example.com', unsubscribedFrom: ['news'] }),
    aUser('g-nothing', { email: 'nothing@example.com', unsubscribedFrom: ['all'] }),
    aUser('h-fine', { email: 'fine@example.com' }),
  ]);
  await users.update('d-gone', { set: { status: 'deactivated' } });
  await suppressions.suppress([{ address: 'complained@Example.com', reason: 'complaint', source: 'test' }]);
});

afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});

function aUser(id: string, given: Partial<NewUser>): NewUser {
  return { id: UserId.parse(id), name: `User ${id}`, email: `${id}@example.com`, timeZone: 'UTC', locale: 'en', unsubscribedFrom: [], lastActiveAt: null, lastLoginAt: null, createdAt: joined, ...given };
}

async function readAll(query: Partial<Parameters<AudienceReader['readPage']>[0]>, limit: number) {
  const included: AudienceMember[] = [];
  const excluded: Record<string, string> = {};
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<AudienceReader['readPage']>> = await audience.readPage({ segment: null, channel: 'email', category: 'news', ...query }, { cursor, limit });
    included.push(...page.included);
    for (const { userId, reason } of page.excluded) excluded[userId] = reason;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { included, ids: included.map(({ userId }) => userId).toSorted(), excluded };
}

describe('an audience', () => {
  it.each([1, 2, 3, 100])('has everybody once, with the reason of who is left out, in pages of %d', async (limit) => {
    const { ids, excluded } = await readAll({}, limit);
    expect(ids).toEqual(['a-first', 'h-fine']);
    expect(excluded).toEqual({ 'b-second': 'duplicate-address', 'c-third': 'duplicate-address', 'd-gone': 'deactivated', 'e-complained': 'suppressed', 'f-no-news': 'unsubscribed', 'g-nothing': 'unsubscribed' });
  });

  it('has those who want another category', async () => {
    expect((await readAll({ category: 'billing' }, 2)).ids).toEqual(['a-first', 'f-no-news', 'h-fine']);
  });

  it('of a vendor goes by phone numbers, and leaves out who has none', async () => {
    const { included, excluded } = await readAll({ channel: 'vendor' }, 3);
    expect(included.map(({ address }) => address)).toEqual(['+4930100001']);
    expect(excluded).toMatchObject({ 'c-third': 'duplicate-address', 'h-fine': 'no-address', 'd-gone': 'deactivated' });
  });

  it('brings what a template may say about a recipient, the address as it was written', async () => {
    const { included } = await readAll({ segment: SegmentRule.parse({ op: 'has-tag', tag: 'vip' }) }, 10);
    expect(included).toEqual([{ userId: 'a-first', name: 'User a-first', address: 'Shared@example.com', locale: 'en', timeZone: 'UTC', attributes: { plan: 'pro', since: joined.toISOString() }, tags: ['vip'] }]);
  });

  it('refuses a cursor that it did not hand out', async () => {
    await expect(audience.readPage({ segment: null, channel: 'email', category: 'news' }, { cursor: 'abc', limit: 10 })).rejects.toMatchObject({ code: 'validation-failed' });
  });
});

const olderUser = { _id: 'older', name: 'Older', email: 'Older@example.com', timeZone: 'UTC', locale: 'en', status: 'deactivated', unsubscribedFrom: [], terms: [], createdAt: joined };

it('users who were stored before addresses had an order are given a place in it', async () => {
  await database.connection.collection<{ _id: string }>('users').insertOne(olderUser);
  await users.completeOlder();
  expect(await users.find('older')).toMatchObject({ tags: [], attributes: {}, phone: null });
  expect((await readAll({ segment: SegmentRule.parse({ op: 'equals', field: 'email', value: 'older@example.com' }) }, 10)).excluded).toEqual({ older: 'deactivated' });
  await users.remove('older');
});

describe('the facts of campaigns', () => {
  it('can be asked for in a segment, however often they were noted', async () => {
    const campaignId = 'cmp_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q';
    const noted = [{ userId: 'h-fine', campaignId, fact: 'opened' }, { userId: 'nobody', campaignId, fact: 'opened' }] as const;
    await users.noteCampaignFacts(noted);
    await users.noteCampaignFacts(noted);
    expect((await readAll({ segment: SegmentRule.parse({ op: 'opened', campaignId }) }, 10)).ids).toEqual(['h-fine']);
    expect((await readAll({ segment: SegmentRule.parse({ op: 'not', rule: { op: 'opened', campaignId } }) }, 10)).ids).toEqual(['a-first']);
  });
});

describe('consent', () => {
  const decide = (wanted: boolean, day: number) => users.recordConsent('f-no-news', { category: 'offers', wanted, at: new Date(Date.UTC(2026, 0, day)), source: 'preferences' });

  it('is what was decided last, whatever order decisions arrive in', async () => {
    expect((await decide(false, 5))?.unsubscribedFrom).toEqual(['news', 'offers']);
    expect((await decide(true, 4))?.unsubscribedFrom).toEqual(['news', 'offers']);
    expect(await decide(true, 6)).toMatchObject({ unsubscribedFrom: ['news'], consent: [{ category: 'offers', wanted: true, at: '2026-01-06T00:00:00.000Z', source: 'preferences' }] });
    expect(await users.recordConsent('nobody', { category: 'offers', wanted: true, at: joined, source: 'preferences' })).toBeNull();
  });
});

describe('the suppression list', () => {
  it('holds an address once, for the first reason, until it is released', async () => {
    expect(await suppressions.suppress([{ address: 'Once@example.com', reason: 'hard-bounce', source: 'one' }, { address: 'twice@example.com', reason: 'manual', source: 'one' }])).toBe(2);
    expect(await suppressions.suppress([{ address: 'once@example.com', reason: 'complaint', source: 'two' }])).toBe(0);
    expect(await suppressions.filterSuppressed(['ONCE@example.com', 'other@example.com'])).toEqual(new Set(['once@example.com']));
    expect((await suppressions.list({ search: 'once@' }, { limit: 5 })).items).toEqual([expect.objectContaining({ address: 'once@example.com', reason: 'hard-bounce', source: 'one' })]);
    expect([await suppressions.release('Once@example.com'), await suppressions.release('once@example.com')]).toEqual([true, false]);
  });
});
