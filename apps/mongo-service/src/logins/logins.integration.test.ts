import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const addUser = (id: string) => service.client.createUser({ body: { id, name: 'Ada', email: 'ada@example.com', createdAt: '2025-01-01T00:00:00Z' } });
const getUser = (id: string) => service.client.getUser({ params: { id } });
const logIn = (userId: string, at: string, id?: string) => service.client.recordLogin({ body: { userId, at, ...(id === undefined ? {} : { id }) } });

it('logins in any order, and all at once, leave the latest one as the last', async () => {
  await addUser('many');
  await Promise.all([3, 1, 5, 2, 4].map((day) => logIn('many', `2026-01-0${day}T00:00:00Z`)));
  expect(await getUser('many')).toMatchObject({ lastLoginAt: '2026-01-05T00:00:00.000Z', lastActiveAt: '2026-01-05T00:00:00.000Z' });
});

it('a login does not move back activity that was later', async () => {
  await addUser('busy');
  await service.client.updateUser({ params: { id: 'busy' }, body: { lastActiveAt: '2026-02-01T00:00:00Z' } });
  await logIn('busy', '2026-01-01T00:00:00Z');
  expect(await getUser('busy')).toMatchObject({ lastLoginAt: '2026-01-01T00:00:00.000Z', lastActiveAt: '2026-02-01T00:00:00.000Z' });
});

it('a login with an id is noted once, and the id belongs to it', async () => {
  await addUser('twice');
  const login = await logIn('twice', '2026-01-01T00:00:00Z', 'login-1');
  expect(login).toEqual({ id: 'login-1', userId: 'twice', at: '2026-01-01T00:00:00.000Z' });
  expect(await logIn('twice', '2026-01-01T00:00:00Z', 'login-1')).toEqual(login);
  await expect(logIn('twice', '2026-01-02T00:00:00Z', 'login-1')).rejects.toMatchObject({ status: 409 });
  expect((await getUser('twice')).lastLoginAt).toBe('2026-01-01T00:00:00.000Z');
});

it.each([
  ['of nobody', 'nobody', '2026-01-01T00:00:00Z', 404],
  ['that lies ahead', 'ahead', '2999-01-01T00:00:00Z', 422],
])('a login %s is refused, and nothing is kept of it', async (_title, userId, at, status) => {
  await addUser('ahead');
  await expect(logIn(userId, at, `refused-${status}`)).rejects.toMatchObject({ status });
  expect((await getUser('ahead')).lastLoginAt).toBeNull();
});

it('logins of a user are listed newest first, page by page, and those of others are not', async () => {
  await Promise.all(['listed', 'other'].map(addUser));
  for (const day of [2, 1, 3]) await logIn('listed', `2026-01-0${day}T00:00:00Z`, `listed-${day}`);
  await logIn('other', '2026-01-09T00:00:00Z');
  const first = await service.client.listLogins({ query: { userId: 'listed', limit: 2 } });
  const second = await service.client.listLogins({ query: { userId: 'listed', limit: 2, cursor: first.nextCursor ?? '' } });
  expect([first, second].map(({ items }) => items.map(({ id }) => id))).toEqual([['listed-3', 'listed-2'], ['listed-1']]);
  expect(second.nextCursor).toBeNull();
});
