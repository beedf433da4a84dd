import { DevSession, Session } from '@carillon/domain';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstAdmin, startTestApi, withFirstAdmin, type TestApi } from '../testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi(withFirstAdmin);
});
afterAll(() => api.stop());

const signIn = (credentials: { email: string; password: string } = firstAdmin) => request(api.url).post('/api/v1/auth/sign-in').send({ email: credentials.email, password: credentials.password });
const session = (token: string) => request(api.url).get('/api/v1/auth/session').auth(token, { type: 'bearer' });
const asAdmin = async () => ({ authorization: `Bearer ${await api.tokenFor('admin')}` });

function cookieOf(response: request.Response): string {
  const [cookie = ''] = response.get('set-cookie') ?? [];
  return cookie.split(';')[0] ?? '';
}

async function createOperator(email: string, role = 'operator') {
  const operator = { email, name: 'Grace', role, password: 'a long enough password' };
  const response = await request(api.url).post('/api/v1/operators').set(await asAdmin()).send(operator);
  return { ...operator, id: String(response.body.id) };
}

describe('signing in', () => {
  it('lets the first admin in, with a cookie that scripts can not read', async () => {
    const response = await signIn();
    expect(Session.parse(response.body)).toMatchObject({ operator: { email: firstAdmin.email, role: 'admin' }, permissions: expect.arrayContaining(['operators:manage']) });
    expect(response.get('set-cookie')?.[0]).toMatch(/^carillon_session=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict; Expires=/);
  });

  it('does not care how the address is capitalised', async () => {
    expect((await signIn({ ...firstAdmin, email: 'ADA@Example.com' })).status).toBe(200);
  });

  it('keeps the session that the cookie names', async () => {
    const cookie = cookieOf(await signIn());
    const response = await request(api.url).get('/api/v1/auth/session').set('cookie', cookie);
    expect(Session.parse(response.body).operator.email).toBe(firstAdmin.email);
  });

  it('answers an unknown address and a wrong password alike', async () => {
    const [unknown, wrong] = [await signIn({ ...firstAdmin, email: 'nobody@example.com' }), await signIn({ ...firstAdmin, password: 'wrong' })];
    const { requestId: _one, ...unknownBody } = unknown.body;
    const { requestId: _other, ...wrongBody } = wrong.body;
    expect([unknown.status, unknownBody]).toEqual([401, wrongBody]);
  });

  it('stops guessing at one account after ten tries, and leaves other accounts alone', async () => {
    const operator = await createOperator('guessed@example.com');
    const other = await createOperator('other@example.com');
    const tries = await Promise.all(Array.from({ length: 11 }, () => signIn({ email: operator.email, password: 'wrong' })));
    expect(tries.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    const refused = await signIn(operator);
    expect([refused.status, refused.body.code, Number(refused.headers['retry-after']) > 0]).toEqual([429, 'rate-limited', true]);
    expect((await signIn(other)).status).toBe(200);
  });

  it('never writes a password into a log line', () => {
    expect(JSON.stringify(api.lines)).not.toContain(firstAdmin.password);
  });
});

describe('a session ends', () => {
  it('for good with signing out, even for a copy of its token', async () => {
    const token = await api.tokenFor('viewer');
    const response = await request(api.url).post('/api/v1/auth/sign-out').auth(token, { type: 'bearer' });
    expect([response.status, response.get('set-cookie')?.[0]]).toEqual([204, expect.stringContaining('carillon_session=;')]);
    expect((await session(token)).status).toBe(401);
  });

  it('alone: other sessions of the same operator go on', async () => {
    const [one, other] = [await api.tokenFor('viewer'), await api.tokenFor('viewer')];
    await request(api.url).post('/api/v1/auth/sign-out').auth(one, { type: 'bearer' });
    expect((await session(other)).status).toBe(200);
  });

  it.each([
    ['is disabled', { disabled: true }],
    ['gets another role', { role: 'viewer' }],
    ['gets another password', { password: 'another long password' }],
  ])('when its operator %s', async (title, change) => {
    const operator = await createOperator(`${title.replaceAll(' ', '-')}@example.com`);
    const cookie = cookieOf(await signIn(operator));
    const before = await request(api.url).get('/api/v1/auth/session').set('cookie', cookie);
    await request(api.url).patch(`/api/v1/operators/${operator.id}`).set(await asAdmin()).send(change).expect(200);
    const after = await request(api.url).get('/api/v1/auth/session').set('cookie', cookie);
    expect([before.status, after.status]).toEqual([200, 401]);
  });

  it('not when only the name changes', async () => {
    const operator = await createOperator('renamed@example.com');
    const cookie = cookieOf(await signIn(operator));
    await request(api.url).patch(`/api/v1/operators/${operator.id}`).set(await asAdmin()).send({ name: 'Grace H.' });
    expect((await request(api.url).get('/api/v1/auth/session').set('cookie', cookie)).body.operator.name).toBe('Grace H.');
  });

  it('and a disabled operator can not sign in', async () => {
    const operator = await createOperator('disabled@example.com');
    await request(api.url).patch(`/api/v1/operators/${operator.id}`).set(await asAdmin()).send({ disabled: true });
    expect((await signIn(operator)).status).toBe(401);
  });
});

describe('changing one\'s own password', () => {
  const next = 'quite another password';
  const change = (cookie: string, body: object) => request(api.url).post('/api/v1/auth/password').set({ cookie, 'sec-fetch-site': 'same-origin' }).send(body);
  const sessionOf = async (cookie: string) => (await request(api.url).get('/api/v1/auth/session').set('cookie', cookie)).status;
  const begin = async (email: string) => {
    const operator = await createOperator(email, 'viewer');
    return { operator, cookie: cookieOf(await signIn(operator)) };
  };

  it('ends all other sessions, and goes on with a new one', async () => {
    const { operator, cookie } = await begin('changes@example.com');
    const elsewhere = cookieOf(await signIn(operator));
    const changed = await change(cookie, { currentPassword: operator.password, newPassword: next });
    expect([changed.status, Session.parse(changed.body).operator.id]).toEqual([200, operator.id]);
    expect(await Promise.all([sessionOf(elsewhere), sessionOf(cookie), sessionOf(cookieOf(changed))])).toEqual([401, 401, 200]);
    expect([(await signIn(operator)).status, (await signIn({ ...operator, password: next })).status]).toEqual([401, 200]);
  });

  it.each([
    ['the present one is wrong', { currentPassword: 'not the password', newPassword: next }, 422, { pointer: '/currentPassword', code: 'wrong', message: 'is not right' }],
    ['the new one is short', { currentPassword: 'a long enough password', newPassword: 'short' }, 422, { pointer: '/newPassword', code: 'too-small', message: 'must have at least 12 characters' }],
    ['the new one is the present one', { currentPassword: 'a long enough password', newPassword: 'a long enough password' }, 422, { pointer: '/newPassword', code: 'invalid', message: 'must be another one than the present password' }],
  ])('is refused where %s, and nothing changes', async (title, body, status, error) => {
    const { operator, cookie } = await begin(`${title.replaceAll(' ', '-')}@example.com`);
    const refused = await change(cookie, body);
    expect([refused.status, refused.body.errors]).toEqual([status, [error]]);
    expect([await sessionOf(cookie), (await signIn(operator)).status]).toEqual([200, 200]);
  });

  it('can be tried ten times, from wherever, and signing in is left alone', async () => {
    const { operator, cookie } = await begin('tries@example.com');
    const tries = await Promise.all(Array.from({ length: 11 }, () => change(cookie, { currentPassword: 'not the password', newPassword: next })));
    expect(tries.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
    const refused = await change(cookie, { currentPassword: operator.password, newPassword: next });
    expect([refused.status, Number(refused.headers['retry-after']) > 0, (await signIn(operator)).status]).toEqual([429, true, 200]);
  });

  it('happens once when it is asked for twice at the same moment', async () => {
    const { operator, cookie } = await begin('twice@example.com');
    const answers = await Promise.all(['first new password', 'other new password'].map((newPassword) => change(cookie, { currentPassword: operator.password, newPassword })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('is not there for who has none, nor for keys', async () => {
    const body = { currentPassword: 'anything', newPassword: next };
    const local = await request(api.url).post('/api/v1/auth/password').auth(await api.tokenFor('operator'), { type: 'bearer' }).send(body);
    const { key } = await api.keyWith(['notifications:read']);
    const program = await request(api.url).post('/api/v1/auth/password').auth(key, { type: 'bearer' }).send(body);
    expect([local.status, local.body.code, program.status, program.body.code]).toEqual([409, 'conflict', 403, 'forbidden']);
  });

  it('asks for the present one from an admin, too', async () => {
    const cookie = cookieOf(await signIn());
    const { body } = await request(api.url).get('/api/v1/auth/session').set('cookie', cookie);
    const refused = await request(api.url).patch(`/api/v1/operators/${body.operator.id}`).set({ cookie, 'sec-fetch-site': 'same-origin' }).send({ password: next });
    expect([refused.status, (await signIn()).status]).toEqual([409, 200]);
  });

  it('is in the audit log, and no password is anywhere', async () => {
    const { operator, cookie } = await begin('audited@example.com');
    const answers = [await change(cookie, { currentPassword: 'not the password', newPassword: next }), await change(cookie, { currentPassword: operator.password, newPassword: next })];
    const audit = await request(api.url).get(`/api/v1/audit?subject=${operator.id}`).set(await asAdmin());
    expect(audit.body.items.slice(0, 2)).toMatchObject([
      { action: 'operator.password-changed', outcome: 'done', changes: {}, by: { id: operator.id } },
      { action: 'operator.password-changed', outcome: 'refused', changes: {} },
    ]);
    const told = [...answers.map(({ text }) => text), audit.text, JSON.stringify(api.lines)].join();
    expect([operator.password, next, 'not the password', 'argon2'].filter((secret) => told.includes(secret))).toEqual([]);
  });
});

describe('dev login', () => {
  it('signs in as the local operator of a role, always the same one', async () => {
    const [one, other] = [await session(await api.tokenFor('operator')), await session(await api.tokenFor('operator'))];
    expect([one.body.operator.email, one.body.operator.id]).toEqual(['operator@carillon.localhost', other.body.operator.id]);
  });

  it('is an admin without a body', async () => {
    const response = await request(api.url).post('/api/v1/auth/dev-login');
    expect(DevSession.parse(response.body).operator.role).toBe('admin');
  });

  it('makes one operator when many sign in at the same moment', async () => {
    const fresh = await startTestApi(withFirstAdmin);
    await Promise.all(Array.from({ length: 5 }, () => fresh.tokenFor('admin')));
    const operators = await request(fresh.url).get('/api/v1/operators').auth(await fresh.tokenFor('admin'), { type: 'bearer' });
    await fresh.stop();
    expect(operators.body.items).toHaveLength(2);
  });

  it('is not there unless it was turned on', async () => {
    const closed = await startTestApi({ ...withFirstAdmin, AUTH_DEV_LOGIN: 'false' });
    const response = await request(closed.url).post('/api/v1/auth/dev-login');
    const methods = await request(closed.url).get('/api/v1/auth/methods');
    await closed.stop();
    expect([response.status, methods.body]).toEqual([404, { password: true, devLogin: false, localMode: false }]);
  });
});

describe('writes with the cookie', () => {
  const write = async (headers: Record<string, string>) => {
    const cookie = cookieOf(await signIn());
    return request(api.url).post('/api/v1/auth/sign-out').set({ cookie, ...headers });
  };

  it.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from another origin', { origin: 'https://evil.example' }],
    ['that do not say where they come from', {}],
  ])('are refused %s', async (_title, headers) => {
    const response = await write(headers);
    expect([response.status, response.body.code]).toEqual([403, 'cross-origin']);
  });

  it('are accepted from the dashboard', async () => {
    expect((await write({ 'sec-fetch-site': 'same-origin' })).status).toBe(204);
  });

  it('are accepted from the host they were sent to, where the browser says only the origin', async () => {
    expect((await write({ origin: api.url })).status).toBe(204);
  });
});
