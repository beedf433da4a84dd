import { AuditPage, OperatorPage } from '@carillon/domain';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstAdmin, startTestApi, withFirstAdmin, type TestApi } from '../testing/start-test-api.ts';

let api: TestApi;
let adminToken: string;

/** An installation whose only admin is the first one. */
beforeEach(async () => {
  api = await startTestApi(withFirstAdmin);
  const signedIn = await request(api.url).post('/api/v1/auth/sign-in').send(firstAdmin);
  adminToken = /carillon_session=([^;]+)/.exec(signedIn.get('set-cookie')?.[0] ?? '')?.[1] ?? '';
});
afterEach(() => api.stop());

const call = (method: 'get' | 'post' | 'patch', path: string) => request(api.url)[method](path).auth(adminToken, { type: 'bearer' });
const list = async () => OperatorPage.parse((await call('get', '/api/v1/operators')).body).items;
const auditOf = async (subject: string) => AuditPage.parse((await call('get', `/api/v1/audit?subject=${subject}`)).body).items;
const newOperator = (email: string, role: string) => ({ email, name: 'Grace', role, password: 'a long enough password' });

async function create(email: string, role: string): Promise<string> {
  const response = await call('post', '/api/v1/operators').send(newOperator(email, role));
  return String(response.body.id);
}

describe('operators', () => {
  it('are added, and found where the answer says', async () => {
    const created = await call('post', '/api/v1/operators').send(newOperator('Grace@Example.com', 'viewer'));
    const found = await call('get', String(created.headers['location']));
    expect([created.status, found.body]).toEqual([201, created.body]);
    expect(created.body).toMatchObject({ email: 'grace@example.com', role: 'viewer', disabled: false, lastSignInAt: null });
  });

  it('have an address of their own, however it is capitalised', async () => {
    await create('grace@example.com', 'viewer');
    const response = await call('post', '/api/v1/operators').send(newOperator('GRACE@example.com', 'viewer'));
    expect([response.status, response.body.errors]).toEqual([409, [{ pointer: '/email', code: 'taken', message: 'belongs to another operator' }]]);
  });

  it('need a password of twelve characters', async () => {
    const response = await call('post', '/api/v1/operators').send({ ...newOperator('a@example.com', 'viewer'), password: 'short' });
    expect([response.status, response.body.errors[0]]).toEqual([422, { pointer: '/password', code: 'too-small', message: 'must have at least 12 characters' }]);
  });

  it('never show anything of their password', async () => {
    await create('grace@example.com', 'viewer');
    const response = await call('get', '/api/v1/operators');
    expect(response.text).not.toMatch(/argon2|password/i);
  });

  it('are listed in pages, newest first', async () => {
    await create('one@example.com', 'viewer');
    await create('two@example.com', 'viewer');
    const first = OperatorPage.parse((await call('get', '/api/v1/operators?limit=2')).body);
    const rest = OperatorPage.parse((await call('get', `/api/v1/operators?limit=2&cursor=${first.nextCursor}`)).body);
    expect([...first.items, ...rest.items].map(({ email }) => email)).toEqual(['two@example.com', 'one@example.com', firstAdmin.email]);
    expect(rest.nextCursor).toBeNull();
  });

  it('answer 404 where there is none', async () => {
    const response = await call('patch', '/api/v1/operators/opr_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q').send({ name: 'X' });
    expect(response.status).toBe(404);
  });
});

describe('the last admin', () => {
  it.each([
    ['disabled', { disabled: true }],
    ['made a viewer', { role: 'viewer' }],
  ])('can not be %s', async (_title, change) => {
    const [admin] = await list();
    const response = await call('patch', `/api/v1/operators/${admin?.id}`).send(change);
    expect([response.status, response.body.code]).toEqual([409, 'conflict']);
  });

  it('can be disabled as soon as there is another', async () => {
    const [admin] = await list();
    await create('second@example.com', 'admin');
    expect((await call('patch', `/api/v1/operators/${admin?.id}`).send({ disabled: true })).status).toBe(200);
  });

  it('does not count an admin who is disabled', async () => {
    const [admin] = await list();
    const second = await create('second@example.com', 'admin');
    await call('patch', `/api/v1/operators/${second}`).send({ disabled: true });
    expect((await call('patch', `/api/v1/operators/${admin?.id}`).send({ role: 'viewer' })).status).toBe(409);
  });

  it('counts one who was enabled again', async () => {
    const [admin] = await list();
    const second = await create('second@example.com', 'admin');
    await call('patch', `/api/v1/operators/${second}`).send({ disabled: true });
    await call('patch', `/api/v1/operators/${second}`).send({ disabled: false });
    expect((await call('patch', `/api/v1/operators/${admin?.id}`).send({ role: 'viewer' })).status).toBe(200);
  });

  it('stays even when all admins are demoted at the same moment', async () => {
    const ids = [...(await list()).map(({ id }) => id), await create('two@example.com', 'admin'), await create('three@example.com', 'admin')];
    await Promise.all(ids.map((id) => call('patch', `/api/v1/operators/${id}`).send({ role: 'viewer' })));
    const again = await request(api.url).post('/api/v1/auth/dev-login');
    const after = await request(api.url).get('/api/v1/operators').auth(String(again.body.token), { type: 'bearer' });
    const remaining = OperatorPage.parse(after.body).items.filter(({ id, role }) => ids.some((one) => one === id) && role === 'admin');
    expect(remaining.length).toBeGreaterThanOrEqual(1);
  });
});

describe('the audit log', () => {
  it('tells who added an operator, from where, and in which request', async () => {
    const created = await call('post', '/api/v1/operators').set('x-request-id', 'audit-test-1').send(newOperator('grace@example.com', 'viewer'));
    expect(await auditOf(String(created.body.id))).toEqual([
      expect.objectContaining({
        action: 'operator.created', outcome: 'done', requestId: 'audit-test-1', ip: expect.stringContaining('127.0.0.1'),
        by: expect.objectContaining({ kind: 'operator', name: 'Admin' }), changes: { email: 'grace@example.com', name: 'Grace', role: 'viewer' },
      }),
    ]);
  });

  it('says that a password was changed, and not to what', async () => {
    const id = await create('grace@example.com', 'viewer');
    await call('patch', `/api/v1/operators/${id}`).send({ password: 'another long password', name: 'G.' });
    expect((await auditOf(id))[0]).toMatchObject({ action: 'operator.updated', changes: { name: 'G.', password: 'changed' } });
  });

  it('keeps what was refused, too', async () => {
    const [admin] = await list();
    await call('patch', `/api/v1/operators/${admin?.id}`).send({ disabled: true });
    expect((await auditOf(String(admin?.id)))[0]).toMatchObject({ action: 'operator.updated', outcome: 'refused' });
  });

  it('tells of sessions', async () => {
    const [admin] = await list();
    expect((await auditOf(String(admin?.id)))[0]).toMatchObject({ action: 'session.started', changes: { method: 'password' } });
  });

  it('is filtered by who, and by when', async () => {
    const [admin] = await list();
    const before = new Date().toISOString();
    await create('grace@example.com', 'viewer');
    const read = async (query: string) => AuditPage.parse((await call('get', `/api/v1/audit?${query}`)).body).items.map(({ action }) => action);
    expect(await read(`by=${admin?.id}`)).toEqual(['operator.created', 'session.started']);
    expect(await read(`by=${admin?.id}&from=${before}`)).toEqual(['operator.created']);
    expect(await read(`by=${admin?.id}&to=${before}`)).toEqual(['session.started']);
    expect(await read('by=opr_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q')).toEqual([]);
    expect((await call('get', '/api/v1/audit?from=yesterday')).status).toBe(422);
  });

  it('is filtered by action', async () => {
    await create('grace@example.com', 'viewer');
    const page = AuditPage.parse((await call('get', '/api/v1/audit?action=operator.created')).body);
    expect(page.items.map(({ action }) => action)).toEqual(['operator.created']);
  });
});
