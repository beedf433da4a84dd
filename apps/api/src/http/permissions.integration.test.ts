import { CreateApiKey, Permission, permissionsOf, type OperatorRole } from '@carillon/domain';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const missing = '01J9ZK3V5Q8W7X6Y5T4R3E2W1Q';

/** One request for each permission that changes nothing even where it is allowed. */
const probes = {
  'notifications:read': ['get', '/api/v1/notifications'],
  'notifications:write': ['post', `/api/v1/notifications/ntf_${missing}/cancel`],
  'templates:read': ['get', '/api/v1/templates'],
  'templates:write': ['delete', '/api/v1/templates/no-such-template'],
  'inbox:read': ['get', '/api/v1/inbox'],
  'users:read': ['get', '/api/v1/due?rule=no.such-rule'],
  'users:write': ['post', '/api/v1/users/import'],
  'segments:read': ['get', '/api/v1/segments'],
  'segments:write': ['delete', `/api/v1/segments/seg_${missing}`],
  'suppressions:read': ['get', '/api/v1/suppressions'],
  'suppressions:write': ['delete', '/api/v1/suppressions/nobody@example.com'],
  'schedules:read': ['get', '/api/v1/schedules'],
  'schedules:write': ['patch', '/api/v1/schedules/no.such-rule'],
  'queues:read': ['get', '/api/v1/queues'],
  'queues:write': ['post', '/api/v1/queues/no-such-queue/pause'],
  'campaigns:read': ['get', '/api/v1/campaigns'],
  'campaigns:write': ['post', `/api/v1/campaigns/cmp_${missing}/pause`],
  'providers:read': ['get', '/api/v1/providers'],
  'receipts:read': ['get', '/api/v1/receipts'],
  'receipts:write': ['post', `/api/v1/receipts/acme/rcp_${missing}/replay`],
  'operators:manage': ['get', '/api/v1/operators'],
  'api-keys:manage': ['get', '/api/v1/api-keys'],
  'audit:read': ['get', '/api/v1/audit'],
} as const satisfies Record<Permission, readonly ['get' | 'post' | 'patch' | 'delete', string]>;

/** Files are refused by their type before anybody asks who sends them. */
const headers: Partial<Record<Permission, Record<string, string>>> = { 'users:write': { 'content-type': 'text/csv' } };
const probe = (permission: Permission) => request(api.url)[probes[permission][0]](probes[permission][1]).set(headers[permission] ?? {});

const roles = ['viewer', 'operator', 'admin'] as const satisfies readonly OperatorRole[];
const byRole = roles.flatMap((role) => Permission.options.map((permission) => [role, permissionsOf(role).includes(permission) ? 'may' : 'may not', permission] as const));

describe('what the roles may do', () => {
  it('grows from viewer to operator to admin', () => {
    const [viewer, operator, admin] = [permissionsOf('viewer'), permissionsOf('operator'), permissionsOf('admin')];
    expect(operator).toEqual(expect.arrayContaining([...viewer]));
    expect(admin).toEqual(expect.arrayContaining([...operator]));
    expect(new Set([viewer.length, operator.length, admin.length]).size).toBe(3);
  });

  it.each(byRole)('%s %s %s', async (role, may, permission) => {
    const response = await probe(permission).auth(await api.tokenFor(role), { type: 'bearer' });
    expect(response.body.code === 'forbidden' ? 'may not' : 'may').toBe(may);
  });
});

describe('strangers', () => {
  it.each(Permission.options)('can not do what needs %s', async (permission) => {
    const response = await probe(permission);
    expect([response.status, response.body.code]).toEqual([401, 'unauthenticated']);
  });

  it.each(['/notification', '/api/v1/notifications', '/api/v1/test-emails'])('can not send anything by %s', async (path) => {
    const response = await request(api.url).post(path).send({ to: 'ada@example.com', subject: 'Hi', text: 'Hi' });
    expect([response.status, response.body.code]).toEqual([401, 'unauthenticated']);
  });
});

describe('API keys', () => {
  it('can do what they are for, and nothing else', async () => {
    const { key } = await api.keyWith(['templates:read']);
    const [allowed, refused] = [await probe('templates:read').auth(key, { type: 'bearer' }), await probe('notifications:read').auth(key, { type: 'bearer' })];
    expect([allowed.status, refused.status, refused.body.code]).toEqual([200, 403, 'forbidden']);
  });

  it.each(['operators:manage', 'api-keys:manage'])('can never have the scope %s', (scope) => {
    expect(CreateApiKey.safeParse({ name: 'x', scopes: [scope] }).success).toBe(false);
  });

  it('are worth nothing once revoked', async () => {
    const { id, key } = await api.keyWith(['templates:read']);
    const admin = await api.tokenFor('admin');
    const revoke = () => request(api.url).delete(`/api/v1/api-keys/${id}`).auth(admin, { type: 'bearer' });
    expect((await revoke()).status).toBe(204);
    expect((await probe('templates:read').auth(key, { type: 'bearer' })).status).toBe(401);
    expect((await revoke()).body.code).toBe('conflict');
    const list = await request(api.url).get('/api/v1/api-keys').auth(admin, { type: 'bearer' });
    expect(list.body.items).toContainEqual(expect.objectContaining({ id, revokedAt: expect.any(String) }));
  });

  it('are worth nothing once they have run out', async () => {
    const { key } = await api.keyWith(['templates:read'], new Date(Date.now() + 500));
    await expect.poll(async () => (await probe('templates:read').auth(key, { type: 'bearer' })).status).toBe(401);
  });

  it('can not be made to have run out from the start', async () => {
    const response = await request(api.url).post('/api/v1/api-keys').auth(await api.tokenFor('admin'), { type: 'bearer' }).send({ name: 'x', scopes: ['inbox:read'], expiresAt: '2020-01-01T00:00:00Z' });
    expect([response.status, response.body.errors[0].pointer]).toEqual([422, '/expiresAt']);
  });

  it('are refused with a secret that differs in one character', async () => {
    const { key } = await api.keyWith(['templates:read']);
    const other = `${key.slice(0, -5)}${key.at(-5) === 'A' ? 'B' : 'A'}${key.slice(-4)}`;
    expect((await probe('templates:read').auth(other, { type: 'bearer' })).status).toBe(401);
  });

  it('are shown once: lists know them by their last characters', async () => {
    const { id, key, hint } = await api.keyWith(['templates:read']);
    const list = await request(api.url).get('/api/v1/api-keys').auth(await api.tokenFor('admin'), { type: 'bearer' });
    expect(list.body.items).toContainEqual(expect.objectContaining({ id, hint: key.slice(-4), lastUsedAt: null }));
    expect([list.text.includes(key), key.endsWith(hint)]).toEqual([false, true]);
  });

  it('note when they were last used', async () => {
    const { id, key } = await api.keyWith(['templates:read']);
    await probe('templates:read').auth(key, { type: 'bearer' });
    const admin = await api.tokenFor('admin');
    const lastUsed = async () => (await request(api.url).get('/api/v1/api-keys').auth(admin, { type: 'bearer' })).body.items.find((item: { id: string }) => item.id === id).lastUsedAt;
    await expect.poll(lastUsed).not.toBeNull();
  });

  it('have no session', async () => {
    const { key } = await api.keyWith(['templates:read']);
    expect((await request(api.url).get('/api/v1/auth/session').auth(key, { type: 'bearer' })).status).toBe(404);
  });
});
