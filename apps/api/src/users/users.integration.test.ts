import { UserOutlook, UserTimeline } from '@carillon/domain';
import request from 'supertest';
import { describe, expect, it, onTestFinished } from 'vitest';
import { shareTestApi } from '../testing/share-test-api.ts';
import { silentUser, startDataService, type GivenAnswer, type ServiceAnswer } from '../testing/start-data-service.ts';
import { startTestApi } from '../testing/start-test-api.ts';

const shared = shareTestApi();

/** The API as an administrator, and the answer of its data services. */
async function apiWith(answer: GivenAnswer, { api, service } = shared) {
  service.answer(answer);
  const admin = await api.tokenFor('admin');
  return {
    requests: service.requests,
    get: (path: string) => request(api.url).get(`/api/v1${path}`).auth(admin, { type: 'bearer' }),
    patch: (path: string) => request(api.url).patch(`/api/v1${path}`).auth(admin, { type: 'bearer' }),
    remove: (path: string) => request(api.url).delete(`/api/v1${path}`).auth(admin, { type: 'bearer' }),
    post: (path: string) => request(api.url).post(`/api/v1${path}`).auth(admin, { type: 'bearer' }),
  };
}

const noSuchRecord = { status: 404, body: { type: 'urn:carillon:problem:not-found', title: 'Nothing here', status: 404, code: 'not-found', detail: 'There is no user nobody.', requestId: 'r' } };

describe('users, payments and verifications', () => {
  it.each([
    ['users', '/users?limit=10&status=active&search=gra', '/users?limit=10&status=active&search=gra'],
    ['payments', '/payments?limit=10&userId=u-silent&status=pending', '/payments?limit=10&userId=u-silent&status=pending'],
    ['verifications', '/verifications?limit=10&status=pending', '/verifications?limit=10&status=pending'],
  ])('%s are asked for in their service, with an internal token and the id of the request', async (_what, path, asked) => {
    const { get, requests } = await apiWith({ status: 200, body: { items: [], nextCursor: null } });
    const response = await get(path).set('x-request-id', 'req-of-mine');
    expect([response.status, response.body]).toEqual([200, { items: [], nextCursor: null }]);
    expect(requests).toEqual([expect.objectContaining({ url: asked, headers: expect.objectContaining({ 'x-request-id': 'req-of-mine', authorization: expect.stringMatching(/^Bearer ey/) }) })]);
  });

  it('users are counted in their service', async () => {
    const { get, requests } = await apiWith({ status: 200, body: { total: 7, capped: false } });
    expect((await get('/users/count?status=active&search=gra&tag=vip')).body).toEqual({ total: 7, capped: false });
    expect(requests.map(({ url }) => url)).toEqual(['/users/count?status=active&tag=vip&search=gra']);
  });

  it.each(['/users/nobody', '/payments/nobody', '/verifications/nobody', '/users/nobody/timeline'])('%s is not found where the service does not know it', async (path) => {
    const { get } = await apiWith(noSuchRecord);
    const response = await get(path);
    expect([response.status, response.body.code, response.body.detail]).toEqual([404, 'not-found', 'There is no user nobody.']);
  });

  it('are not available when their service answers something else than its contract', async () => {
    const { get } = await apiWith({ status: 200, body: { rows: [] } });
    expect((await get('/payments')).body).toMatchObject({ status: 502, code: 'dependency-failed', detail: expect.stringContaining('sql-service') });
  });
});

describe('importing users', () => {
  const report = {
    imported: 1, updated: 0, existing: 0, duplicates: 0, rejected: 1, refused: { lines: 1, csv: 'Reason,name,email\r\nemail must be a plain e-mail address,Lost,nowhere\r\n' },
    format: { encoding: 'utf-8', delimiter: ',', columns: [{ heading: 'name', column: 'name' }, { heading: 'email', column: 'email' }] },
    problems: [{ line: 3, column: 'email', reason: 'must be a plain e-mail address' }],
  };
  const file = 'name,email\nGrace,grace@example.com\nLost,nowhere\n';

  it('passes the file on and answers with the report, and is written down', async () => {
    const { post, get, requests } = await apiWith({ status: 200, body: report });
    const response = await post('/users/import').type('text/csv').send(file);
    expect([response.status, response.body]).toEqual([200, report]);
    expect(requests).toEqual([expect.objectContaining({ method: 'POST', url: '/users/import', body: file })]);
    expect((await get('/audit')).body.items).toContainEqual(expect.objectContaining({ action: 'users.imported', outcome: 'done' }));
  });

  it('takes CSV and nothing else', async () => {
    const { post, requests } = await apiWith({ status: 200, body: report });
    expect((await post('/users/import').send({ users: [] })).status).toBe(415);
    expect(requests).toEqual([]);
  });
});

describe('changing users', () => {
  it('is asked of the service, and written down', async () => {
    const { post, patch, remove, get, requests } = await apiWith({ status: 200, body: silentUser });
    const answers = [
      await post('/users').send({ name: 'Grace', email: 'grace@example.com', tags: ['vip'] }),
      await patch('/users/u-silent').send({ attributes: { plan: null } }),
      await post('/users/u-silent/consent').send({ category: 'news', wanted: false }),
      await remove('/users/u-silent'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 204]);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /users', 'PATCH /users/u-silent', 'POST /users/u-silent/consent', 'DELETE /users/u-silent']);
    expect(JSON.parse(requests[2]?.body ?? '')).toEqual({ category: 'news', wanted: false, source: expect.stringMatching(/^operator: /) });
    const audit = (await get('/audit')).body.items.map(({ action }: { action: string }) => action);
    expect(audit).toEqual(expect.arrayContaining(['user.created', 'user.changed', 'user.consent-recorded', 'user.deleted']));
  });

  it('tells why the service refuses', async () => {
    const { patch } = await apiWith({ status: 409, body: { type: 'urn:carillon:problem:conflict', title: 'No', status: 409, code: 'conflict', detail: 'Another user has this external id.', requestId: 'r' } });
    expect((await patch('/users/u-silent').send({ externalId: 'x' })).body).toMatchObject({ status: 409, code: 'conflict', detail: 'Another user has this external id.' });
  });

  it('refuses operators of the database before anybody is asked', async () => {
    const { patch, requests } = await apiWith({ status: 200, body: silentUser });
    const response = await patch('/users/u-silent').send({ attributes: { plan: { $ne: 1 } } });
    expect([response.status, response.body.errors[0].pointer, requests]).toEqual([422, '/attributes/plan', []]);
  });
});

it('an export has all pages of a filter', async () => {
  const { get, requests } = await apiWith((_path, query) => ({ status: 200, body: { items: [{ ...silentUser, id: query?.get('cursor') ?? 'u-first' }], nextCursor: query?.get('cursor') === 'u-second' ? null : 'u-second' } }));
  const response = await get('/users/export.csv?tag=vip');
  expect(response.text.split('\r\n').map((line) => line.split(',')[0])).toEqual(['id', 'u-first', 'u-second', '']);
  expect(requests.map(({ url }) => url)).toEqual(['/users?tag=vip&limit=200', '/users?tag=vip&limit=200&cursor=u-second']);
});

const instant = '2026-01-01T00:00:00.000Z';
const payment = { id: 'p-1', userId: 'u-silent', reference: 'INV-1', description: '', amountMinor: 1_250, currency: 'EUR', dueDate: '2020-03-01', status: 'overdue', paidAt: null, createdAt: '2020-02-01T00:00:00.000Z', updatedAt: '2020-03-02T00:00:00.000Z' };
const verification = { id: 'v-1', userId: 'u-silent', employeeName: 'Grace', email: 'grace@work.example.com', status: 'pending', requestedAt: instant, expiresAt: '2099-01-01T00:00:00.000Z', settledAt: null, createdAt: instant, updatedAt: instant };
const attempt = { id: 'v-1-1', verificationId: 'v-1', number: 1, notificationId: 'ntf_1', at: '2026-01-02T00:00:00.000Z' };
const login = { id: 'login-1', userId: 'u-silent', at: '2020-01-10T00:00:00.000Z' };
const lists: Record<string, readonly unknown[]> = { '/logins': [login], '/payments': [payment], '/verifications': [verification], '/verification-attempts': [attempt] };
/** What the data services answer about one user; the one payment is overdue, so that none is pending. */
const aboutGrace = (path: string, query = new URLSearchParams()): ServiceAnswer => {
  const items = path === '/payments' && query.get('status') === 'pending' ? [] : lists[path];
  return { status: 200, body: items === undefined ? silentUser : { items, nextCursor: null } };
};
const aboutNobody = (path: string): ServiceAnswer => (path === '/users/u-silent' ? aboutGrace(path) : { status: 200, body: { items: [], nextCursor: null } });

describe("a user's timeline", () => {
  it('has the messages to the address of the user, newest first, page by page', async () => {
    const { post, get } = await apiWith(aboutNobody);
    await post('/notifications').send({ to: 'somebody.else@example.com', subject: 'Not yours', text: 'x' });
    await post('/notifications').send({ to: silentUser.email, subject: 'First', text: 'x' });
    await post('/notifications').send({ to: silentUser.email, subject: 'Second', text: 'x' });

    const first = UserTimeline.parse((await get('/users/u-silent/timeline?limit=1')).body);
    const rest = UserTimeline.parse((await get(`/users/u-silent/timeline?limit=10&cursor=${first.nextCursor}`)).body);
    expect([...first.items, ...rest.items.slice(0, 1)]).toEqual(['Second', 'First'].map((subject) => expect.objectContaining({ kind: 'notification', notification: expect.objectContaining({ subject }) })));
    expect(rest.items.slice(1)).toEqual([expect.objectContaining({ event: 'signed-in' }), expect.objectContaining({ event: 'joined' })]);
    expect(rest.nextCursor).toBeNull();
  });

  it('has what happened to the payments and verifications of the user, and how often the employee was asked', async () => {
    const { get } = await apiWith(aboutGrace);
    const { items } = UserTimeline.parse((await get('/users/u-silent/timeline')).body);
    expect(items).toEqual(
      [
        { event: 'verification-asked', at: attempt.at, subjectId: 'v-1', text: 'Attempt 1', notificationId: 'ntf_1' },
        { event: 'verification-requested', at: instant, subjectId: 'v-1', text: 'Grace, to be asked at grace@work.example.com until 2099-01-01' },
        { event: 'payment-overdue', at: payment.updatedAt, subjectId: 'p-1', text: 'INV-1, €12.50, due on 2020-03-01' },
        { event: 'payment-added', at: payment.createdAt, subjectId: 'p-1' },
        { event: 'signed-in', at: login.at, subjectId: null },
        { event: 'signed-in', at: silentUser.lastLoginAt, subjectId: null },
        { event: 'joined', at: silentUser.createdAt, subjectId: null },
      ].map((entry) => expect.objectContaining({ kind: 'event', ...entry })),
    );
  });

  it('refuses a cursor that it did not hand out', async () => {
    const { get } = await apiWith(aboutGrace);
    expect((await get('/users/u-silent/timeline?cursor=abc')).body).toMatchObject({ status: 422, code: 'validation-failed' });
  });

  it('is not available while a service fails, and says when to try again', async () => {
    const failing = (path: string) => (path === '/users/u-silent' ? aboutGrace(path) : { status: 501, body: {} });
    const service = await startDataService(failing);
    const api = await startTestApi({ MONGO_SERVICE_URL: service.url, SQL_SERVICE_URL: service.url });
    onTestFinished(() => api.stop());
    const { get } = await apiWith(failing, { api, service });
    const response = await get('/users/u-silent/timeline');
    expect([response.status, response.body.code, response.get('retry-after')]).toEqual([503, 'dependency-unavailable', '5']);
  });
});

describe('what the rules say about a user', () => {
  it('is told by every rule for everything that is open, and for the user', async () => {
    const { get } = await apiWith(aboutGrace);
    const { items } = UserOutlook.parse((await get('/users/u-silent/rules')).body);
    expect(items.map(({ rule, enabled, entries }) => [rule, enabled, entries.map(({ subjectId, verdict, code }) => [subjectId, verdict, code])])).toEqual([
      ['payment.send-reminder', true, [['p-1', 'excluded', 'overdue']]],
      ['payment.mark-overdue', true, [['p-1', 'excluded', 'too old']]],
      ['user.inactive-user', true, [['u-silent', 'due', null]]],
      ['user.deactivate-user', true, [['u-silent', 'excluded', 'not warned']]],
      ['verification.verify-employee', true, [['v-1', 'due', null]]],
    ]);
  });

  it('goes by the parameters in force, and tells when a schedule is off', async () => {
    const { get, patch } = await apiWith(aboutGrace);
    await patch('/schedules/payment.mark-overdue').send({ version: 0, enabled: false, parameters: { lookBackDays: 3_650 } });
    const { items } = UserOutlook.parse((await get('/users/u-silent/rules')).body);
    expect(items[1]).toMatchObject({ enabled: false, entries: [{ verdict: 'due', slot: '2020-03-01' }] });
  });

  it('is not found where the service does not know the user', async () => {
    const { get } = await apiWith(noSuchRecord);
    expect((await get('/users/nobody/rules')).status).toBe(404);
  });
});
