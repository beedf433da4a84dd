import { DuePage } from '@carillon/domain';
import request from 'supertest';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { shareTestApi } from '../testing/share-test-api.ts';
import { silentUser } from '../testing/start-data-service.ts';

const lostUser = { ...silentUser, id: 'u-lost', timeZone: 'Mars/Olympus' };

// There is no sql-service.
const shared = shareTestApi({ SQL_SERVICE_URL: 'http://127.0.0.1:1' });
let token: string;
beforeAll(async () => {
  token = await shared.api.tokenFor('operator');
});
/** A mongo-service that knows two silent users, where a test says nothing else. */
beforeEach(() => shared.service.answer({ status: 200, body: { items: [silentUser, lostUser], nextCursor: null } }));

const due = (query: string) => request(shared.api.url).get(`/api/v1/due?${query}`).auth(token, { type: 'bearer' });
const patch = (rule: string, body: object) => request(shared.api.url).patch(`/api/v1/schedules/${rule}`).auth(token, { type: 'bearer' }).send(body);

it('tells who is due and why, and who is not and why not', async () => {
  const { items, nextCursor } = DuePage.parse((await due('rule=user.inactive-user')).body);
  expect(items).toEqual([
    expect.objectContaining({ userId: 'u-silent', email: 'grace@example.com', verdict: 'due', reason: expect.stringContaining('No activity since 2020-01-01'), dueAt: '2020-03-31T00:00:00.000Z' }),
    expect.objectContaining({ userId: 'u-lost', verdict: 'excluded', code: 'time zone unknown', reason: expect.stringContaining('Mars/Olympus') }),
  ]);
  expect(nextCursor).not.toBeNull();
  expect(DuePage.parse((await due(`rule=user.inactive-user&cursor=${nextCursor}`)).body).nextCursor).toBeNull();
});

it.each([
  ['due', ['u-silent']],
  ['excluded', ['u-lost']],
])('tells only who is %s, when asked for them', async (verdict, expected) => {
  expect(DuePage.parse((await due(`rule=user.inactive-user&verdict=${verdict}`)).body).items.map(({ userId }) => userId)).toEqual(expected);
});

it('passes over pages without anybody of the verdict, and goes on where it stopped', async () => {
  const page = (query: URLSearchParams) => Number(query.get('cursor') ?? 0);
  shared.service.answer((_path, query) => ({ status: 200, body: { items: [{ ...(page(query) === 3 ? silentUser : lostUser), id: `u-${page(query)}` }], nextCursor: page(query) < 5 ? String(page(query) + 1) : null } }));
  const first = DuePage.parse((await due('rule=user.inactive-user&verdict=due&limit=1')).body);
  expect(first.items.map(({ userId }) => userId)).toEqual(['u-3']);
  const rest = DuePage.parse((await due(`rule=user.inactive-user&verdict=excluded&limit=1&cursor=${first.nextCursor}`)).body);
  expect(rest.items.map(({ userId }) => userId)).toEqual(['u-4']);
});

it('goes by the parameters that are in force', async () => {
  await patch('user.inactive-user', { version: 0, parameters: { inactiveDays: 10 } });
  const { items } = DuePage.parse((await due('rule=user.inactive-user')).body);
  expect(items[0]?.dueAt).toBe('2020-01-11T00:00:00.000Z');
});

it.each([
  ['no rule', '', 'rule'],
  ['a rule that does not exist', 'rule=payment.forgive', 'rule'],
  ['a cursor of its own invention', 'rule=user.inactive-user&cursor=abc', 'cursor'],
])('refuses %s', async (_what, query, parameter) => {
  const response = await due(query);
  expect([response.status, response.body.errors[0].parameter]).toEqual([422, parameter]);
});

it.each([
  ['does not keep to its contract', { status: 200, body: { users: [] } }],
  ['refuses to answer', { status: 401, body: {} }],
])('says which service is to blame when it %s', async (_what, answer) => {
  shared.service.answer(answer);
  const response = await due('rule=user.inactive-user');
  expect([response.status, response.body.code, response.body.detail, response.get('retry-after')]).toEqual([502, 'dependency-failed', expect.stringContaining('mongo-service'), undefined]);
});

it('says which service is to blame when nobody answers', async () => {
  expect((await due('rule=payment.send-reminder')).body).toMatchObject({ status: 503, code: 'dependency-unavailable', detail: expect.stringContaining('sql-service') });
});
