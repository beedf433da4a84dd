import { ApiKeyId, createManualClock, OperatorId, permissionsOf, type ApiKey } from '@carillon/domain';
import type { OperatorAccount } from '@carillon/db';
import { expect, it, vi } from 'vitest';
import type { Actor } from '../http/actor.ts';
import { createCredentialWatch } from './watch-credentials.ts';

const start = new Date('2026-03-29T00:59:30.000Z');
const inAMinute = new Date(start.getTime() + 60_000);
const [ada, bob] = ['opr_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q', 'opr_01J9ZK3V5Q8W7X6Y5T4R3E2W1R'].map((id) => accountOf(OperatorId.parse(id))) as [OperatorAccount, OperatorAccount];
const key: ApiKey = { id: ApiKeyId.parse('key_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q'), name: 'shop', hint: 'abcd', scopes: ['notifications:read'], createdAt: start.toISOString(), lastUsedAt: null, expiresAt: null, revokedAt: null };

function accountOf(id: OperatorId): OperatorAccount {
  return { operator: { id, email: `${id}@example.com`, name: id, role: 'viewer', disabled: false, createdAt: start.toISOString(), lastSignInAt: null }, passwordHash: null, sessionVersion: 1, endedSessionIds: [] };
}
function sessionOf({ operator }: OperatorAccount, expiresAt = inAMinute): Actor {
  return { requester: { kind: 'operator', id: operator.id, name: operator.name }, permissions: permissionsOf('viewer'), credential: 'cookie', session: { id: 'session', version: 1, operator, hasPassword: false, expiresAt } };
}
const program: Actor = { requester: { kind: 'api-key', id: key.id, name: key.name }, permissions: key.scopes, credential: 'api-key', session: null };

/** A watch over what is stored as it is told to be. */
function world() {
  const clock = createManualClock(start);
  const stored = { accounts: [ada, bob], key };
  const findAccounts = vi.fn(async (ids: readonly string[]) => stored.accounts.filter(({ operator }) => ids.includes(operator.id)));
  const find = vi.fn(async () => ({ key: stored.key, secretHash: '' }));
  const failures: unknown[] = [];
  const credentials = createCredentialWatch({ operators: { findAccounts }, apiKeys: { find }, clock, everyMs: 5, onError: (error) => failures.push(error) });
  const looked = async (times: number) => {
    findAccounts.mockClear();
    find.mockClear();
    await vi.waitFor(() => expect(findAccounts.mock.calls.length).toBeGreaterThan(times), { timeout: 20_000 });
  };
  return { clock, stored, findAccounts, find, failures, credentials, looked };
}

it('looks at all streams together: each operator and key once', async () => {
  const { credentials, findAccounts, find, looked } = world();
  const watched = [...Array.from({ length: 50 }, () => sessionOf(ada)), sessionOf(bob), program, program].map((actor) => credentials.watch(actor));
  await looked(1);
  expect(findAccounts).toHaveBeenCalledWith([ada.operator.id, bob.operator.id]);
  expect(find).toHaveBeenCalledTimes(findAccounts.mock.calls.length);
  expect(watched.filter(({ ended }) => ended.aborted)).toEqual([]);
  watched.forEach(({ release }) => release());
});

it('ends what is good no longer, and nothing else', async () => {
  const { credentials, stored, clock } = world();
  const [adas, bobs, short, keys] = [sessionOf(ada), sessionOf(bob), sessionOf(bob, new Date(start.getTime() + 1_000)), program].map((actor) => credentials.watch(actor)) as [Watched, Watched, Watched, Watched];
  stored.accounts = [{ ...ada, sessionVersion: 2 }, bob];
  await vi.waitFor(() => expect(adas.ended.aborted).toBe(true), { timeout: 20_000 });
  expect([bobs, short, keys].map(({ ended }) => ended.aborted)).toEqual([false, false, false]);
  clock.advance(1_000);
  await vi.waitFor(() => expect(short.ended.aborted).toBe(true), { timeout: 20_000 });
  stored.key = { ...key, revokedAt: start.toISOString() };
  await vi.waitFor(() => expect(keys.ended.aborted).toBe(true), { timeout: 20_000 });
  expect(bobs.ended.aborted).toBe(false);
  [adas, bobs, short, keys].forEach(({ release }) => release());
});
type Watched = ReturnType<ReturnType<typeof world>['credentials']['watch']>;

it('asks for nothing when nobody is watched, and again when somebody is', async () => {
  const { credentials, findAccounts, looked } = world();
  const first = credentials.watch(sessionOf(ada));
  await looked(0);
  first.release();
  const other = world();
  const beside = other.credentials.watch(sessionOf(ada));
  await other.looked(1);
  findAccounts.mockClear();
  await other.looked(3);
  expect(findAccounts).not.toHaveBeenCalled();
  const second = credentials.watch(sessionOf(ada));
  await looked(0);
  [beside, second].forEach(({ release }) => release());
});

it('ends nothing while the database is away, and looks again', async () => {
  const { credentials, stored, findAccounts, failures } = world();
  findAccounts.mockRejectedValueOnce(new Error('the store is away'));
  const watched = credentials.watch(sessionOf(ada));
  await vi.waitFor(() => expect(failures).toHaveLength(1), { timeout: 20_000 });
  expect(watched.ended.aborted).toBe(false);
  stored.accounts = [];
  await vi.waitFor(() => expect(watched.ended.aborted).toBe(true), { timeout: 20_000 });
  watched.release();
});
