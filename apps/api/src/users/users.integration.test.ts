import { UserTimeline } from '@carillon/domain';
import request from 'supertest';
import { describe, expect, it, onTestFinished } from 'vitest';
import { silentUser, startDataService, type ServiceAnswer } from '../testing/start-data-service.ts';
import { startTestApi } from '../testing/start-test-api.ts';

/** An API whose data services both give one answer to everything. */
async function startApi(answer: ServiceAnswer) {
  const service = await startDataService(answer);
  const api = await startTestApi({ MONGO_SERVICE_URL: service.url, SQL_SERVICE_URL: service.url });
  onTestFinished(() => api.stop());
  const admin = await api.tokenFor('admin');
  return {
    requests: service.requests,
    get: (path: string) => request(api.url).get(`/api/v1${path}`).auth(admin, { type: 'bearer' }),
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
    const { get, requests } = await startApi({ status: 200, body: { items: [], nextCursor: null } });
    const response = await get(path).set('x-request-id', 'req-of-mine');
    expect([response.status, response.body]).toEqual([200, { items: [], nextCursor: null }]);
    expect(requests).toEqual([expect.objectContaining({ url: asked, headers: expect.objectContaining({ 'x-request-id': 'req-of-mine', authorization: expect.stringMatching(/^Bearer ey/) }) })]);
  });

  it.each(['/users/nobody', '/payments/nobody', '/verifications/nobody', '/users/nobody/timeline'])('%s is not found where the service does not know it', async (path) => {
    const { get } = await startApi(noSuchRecord);
    const response = await get(path);
    expect([response.status, response.body.code, response.body.detail]).toEqual([404, 'not-found', 'There is no user nobody.']);
  });

  it('are not available when their service answers something else than its contract', async () => {
    const { get } = await startApi({ status: 200, body: { rows: [] } });
    expect((await get('/payments')).body).toMatchObject({ status: 503, code: 'dependency-unavailable', detail: expect.stringContaining('sql-service') });
  });
});

describe('importing users', () => {
  const report = { imported: 1, existing: 0, rejected: 1, problems: [{ line: 3, column: 'email', reason: 'must be a plain e-mail address' }] };
  const file = 'name,email\nGrace,grace@example.com\nLost,nowhere\n';

  it('passes the file on and answers with the report, and is written down', async () => {
    const { post, get, requests } = await startApi({ status: 200, body: report });
    const response = await post('/users/import').type('text/csv').send(file);
    expect([response.status, response.body]).toEqual([200, report]);
    expect(requests).toEqual([expect.objectContaining({ method: 'POST', url: '/users/import', body: file })]);
    expect((await get('/audit')).body.items).toContainEqual(expect.objectContaining({ action: 'users.imported', outcome: 'done' }));
  });

  it('takes CSV and nothing else', async () => {
    const { post, requests } = await startApi({ status: 200, body: report });
    expect((await post('/users/import').send({ users: [] })).status).toBe(415);
    expect(requests).toEqual([]);
  });
});

describe("a user's timeline", () => {
  it('has the messages to the address of the user, newest first, page by page', async () => {
    const { post, get } = await startApi({ status: 200, body: silentUser });
    await post('/notifications').send({ to: 'somebody.else@example.com', subject: 'Not yours', text: 'x' });
    await post('/notifications').send({ to: silentUser.email, subject: 'First', text: 'x' });
    await post('/notifications').send({ to: silentUser.email, subject: 'Second', text: 'x' });

    const first = UserTimeline.parse((await get('/users/u-silent/timeline?limit=1')).body);
    const second = UserTimeline.parse((await get(`/users/u-silent/timeline?limit=1&cursor=${first.nextCursor}`)).body);
    expect([...first.items, ...second.items]).toEqual(['Second', 'First'].map((subject) => expect.objectContaining({ kind: 'notification', notification: expect.objectContaining({ subject }) })));
    expect(second.nextCursor).toBeNull();
  });
});
