import { connectDatabase, createUserRepository, userModel, type Database, type NewUser } from '@carillon/db';
import { UserId } from '@carillon/domain';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/start-test-api.ts';

let api: TestApi;
let database: Database;
let token: string;

beforeAll(async () => {
  api = await startTestApi();
  token = await api.tokenFor('operator');
  database = await connectDatabase({ uri: api.mongodbUri });
  await createUserRepository({ model: userModel(database.connection) }).insert([
    aUser('ada', { tags: ['vip'], attributes: { seats: 12 } }),
    aUser('ada-twin', { email: 'Ada@example.com', tags: ['vip'], attributes: { seats: 30 } }),
    aUser('grace', { tags: ['vip'], unsubscribedFrom: ['campaigns'] }),
    aUser('konrad', { tags: ['vip'] }),
    aUser('edsger', {}),
  ]);
});
afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
  await api.stop();
});

function aUser(id: string, given: Partial<NewUser>): NewUser {
  return { id: UserId.parse(id), name: `User ${id}`, email: `${id}@example.com`, timeZone: 'UTC', locale: 'en', unsubscribedFrom: [], lastActiveAt: null, lastLoginAt: null, createdAt: new Date('2026-01-01'), ...given };
}
const ask = (method: 'get' | 'post' | 'put' | 'delete', path: string, as = token) => request(api.url)[method](`/api/v1${path}`).auth(as, { type: 'bearer' });
const isVip = { op: 'has-tag', tag: 'vip' };

describe('the suppression list', () => {
  it('is added to by hand, with who did it, and an address can be released again', async () => {
    expect((await ask('post', '/suppressions').send({ addresses: ['Konrad@Example.com', 'konrad@example.com', '+4930100001'], note: 'asked by phone' })).body).toEqual({ added: 2, existing: 0 });
    expect((await ask('get', '/suppressions?search=KONRAD')).body.items).toEqual([expect.objectContaining({ address: 'konrad@example.com', reason: 'manual', source: expect.stringContaining('asked by phone') })]);
    expect((await ask('delete', '/suppressions/%2B4930100001')).status).toBe(204);
    expect((await ask('delete', '/suppressions/%2B4930100001')).status).toBe(404);
    const audit = (await ask('get', '/audit', await api.tokenFor('admin'))).body.items;
    expect(audit).toEqual(expect.arrayContaining([expect.objectContaining({ action: 'suppression.added', outcome: 'done' }), expect.objectContaining({ action: 'suppression.released', subject: { kind: 'suppressions', id: '+4930100001' } })]));
  });

  it('is asked about a few addresses exactly', async () => {
    await ask('post', '/suppressions').send({ addresses: ['exact@example.com', 'exact@example.community', '+4930100002'] });
    const found = await ask('get', `/suppressions?address=${encodeURIComponent('Exact@Example.com,+4930100002,nobody@example.com')}`);
    expect(found.body.items.map(({ address }: { address: string }) => address).toSorted()).toEqual(['+4930100002', 'exact@example.com']);
    expect((await ask('get', '/suppressions?address=nobody')).body).toMatchObject({ status: 422, code: 'validation-failed' });
  });

  it('refuses what is no address', async () => {
    expect((await ask('post', '/suppressions').send({ addresses: ['nobody'] })).body.errors).toEqual([expect.objectContaining({ pointer: '/addresses/0' })]);
  });
});

describe('a preview', () => {
  it('counts whom a rule reaches, and who is left out for which reason', async () => {
    const { status, body } = await ask('post', '/segments/preview').send({ rule: isVip, samples: 1 });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      matched: 4,
      included: 1,
      excluded: { 'unsubscribed': 1, 'suppressed': 1, 'duplicate-address': 1, 'no-address': 0, 'deactivated': 0 },
      samples: [{ userId: 'ada', name: 'User ada', address: 'ada@example.com' }],
      excludedSamples: [{ userId: 'ada-twin', reason: 'duplicate-address' }],
    });
  });

  it('of everybody, for a category and a channel', async () => {
    expect((await ask('post', '/segments/preview').send({ rule: null, category: 'billing' })).body).toMatchObject({ matched: 5, included: 3 });
    expect((await ask('post', '/segments/preview').send({ rule: null, channel: 'vendor' })).body).toMatchObject({ included: 0, excluded: { 'no-address': 4, 'unsubscribed': 1 } });
  });

  it.each([
    ['an operator as a value', { op: 'equals', field: 'name', value: { $gt: '' } }, '/rule/value'],
    ['an operator deep inside', { op: 'and', rules: [isVip, { op: 'not', rule: { op: 'exists', field: '$where' } }] }, '/rule/rules/1/rule/field'],
  ])('refuses %s, and says where', async (_title, rule, pointer) => {
    const { status, body } = await ask('post', '/segments/preview').send({ rule });
    expect([status, body.errors.map((error: { pointer: string }) => error.pointer)]).toEqual([422, [pointer]]);
  });
});

describe('a segment', () => {
  it('is kept, changed on top of what was seen, and taken away', async () => {
    const created = (await ask('post', '/segments').send({ name: 'Big customers', rule: { op: 'at-least', field: 'attributes.seats', value: 10 } })).body;
    expect(created).toMatchObject({ id: expect.stringMatching(/^seg_/), name: 'Big customers', description: '', version: 1 });
    expect((await ask('post', '/segments').send({ name: 'BIG customers', rule: null })).body).toMatchObject({ code: 'conflict', errors: [expect.objectContaining({ pointer: '/name' })] });

    const change = { name: 'Biggest customers', rule: isVip, version: 1 };
    expect((await ask('put', `/segments/${created.id}`).send(change)).body).toMatchObject({ name: 'Biggest customers', version: 2, rule: isVip });
    expect((await ask('put', `/segments/${created.id}`).send(change)).body).toMatchObject({ code: 'version-conflict' });
    const listed = (await ask('get', '/segments')).body.items.map(({ id }: { id: string }) => id);
    expect(listed).toContain(created.id);
    expect((await ask('get', '/segments/count')).body).toEqual({ total: listed.length, capped: false });

    expect((await ask('delete', `/segments/${created.id}`)).status).toBe(204);
    expect((await ask('get', `/segments/${created.id}`)).status).toBe(404);
  });

  it('stays while a campaign is to be launched with it, which is named', async () => {
    const { id } = (await ask('post', '/segments').send({ name: 'Needed', rule: isVip })).body;
    const template = (await ask('get', '/templates')).body.items[0].name;
    const campaign = (await ask('post', '/campaigns').send({ name: 'Spring sale', template, segmentId: id })).body;
    expect((await ask('get', `/segments/${id}/campaigns`)).body).toEqual({ items: [{ id: campaign.id, name: 'Spring sale', status: 'draft' }], more: false });
    expect((await ask('delete', `/segments/${id}`)).body).toMatchObject({ status: 409, code: 'conflict', detail: expect.stringContaining('“Spring sale” (draft)') });
    expect((await ask('get', `/segments/${id}`)).status).toBe(200);

    expect((await ask('delete', `/campaigns/${campaign.id}`)).status).toBe(204);
    expect((await ask('get', `/segments/${id}/campaigns`)).body).toEqual({ items: [], more: false });
    expect((await ask('delete', `/segments/${id}`)).status).toBe(204);
    expect((await ask('get', `/segments/${id}/campaigns`)).status).toBe(404);
  });
});
