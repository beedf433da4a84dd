import { randomUUID } from 'node:crypto';
import { UserId, VerificationId } from '@carillon/domain';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createAudienceReader, type AudienceReader } from '../audience/read-audience.ts';
import { ensureIndexes } from '../ensure-indexes.ts';
import { loginModel } from '../login/model.ts';
import { createLoginRepository } from '../login/repository.ts';
import { createPlanReader } from '../testing/plan-reader.ts';
import { verificationAttemptModel } from '../verification-attempt/model.ts';
import { createVerificationAttemptRepository } from '../verification-attempt/repository.ts';
import { userModel } from './model.ts';
import { createUserRepository, type UserRepository } from './repository.ts';

const USERS = 300;
const end = new Date('2026-12-31');
let connection: Connection;
let users: UserRepository;
let audience: AudienceReader;
let logins: ReturnType<typeof createLoginRepository>;
let attempts: ReturnType<typeof createVerificationAttemptRepository>;
let plansOf: ReturnType<typeof createPlanReader>;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/plans-${randomUUID()}`;
  connection = await mongoose.createConnection(uri.href, { autoIndex: false, monitorCommands: true }).asPromise();
  const model = userModel(connection);
  users = createUserRepository({ model });
  audience = createAudienceReader({ users: model, suppressions: { filterSuppressed: async () => new Set() }, clock: { now: () => end } });
  logins = createLoginRepository({ model: loginModel(connection, 30) });
  attempts = createVerificationAttemptRepository({ model: verificationAttemptModel(connection, 30) });
  await ensureIndexes(connection);
  await users.insert(
    Array.from({ length: USERS }, (_, index) => {
      const at = new Date(Date.UTC(2026, 0, 1 + (index % 100)));
      return { id: UserId.parse(`u-${index}`), name: `User ${index}`, email: `u-${index}@example.com`, timeZone: 'UTC', locale: 'en', tags: ['all'], unsubscribedFrom: [], lastActiveAt: at, lastLoginAt: at, createdAt: at };
    }),
  );
  plansOf = createPlanReader(connection);
});

afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

/** How the store answers the last query of `ask`. */
async function explain(ask: () => Promise<unknown>) {
  return (await plansOf(ask)).at(-1) ?? { stages: [], examined: 0 };
}

/** The last but one of the pages, far behind the first. */
async function deep<Page extends { nextCursor: string | null }>(ask: (cursor: string | undefined) => Promise<Page>): Promise<unknown> {
  let page = await ask(undefined);
  for (let pages = 0; pages < 10; pages += 1) page = await ask(page.nextCursor ?? undefined);
  return page;
}

const limit = 10;

it.each<[string, () => Promise<unknown>]>([
  ['users', () => deep((cursor) => users.list({ limit, cursor }))],
  ['users of a state', () => deep((cursor) => users.list({ limit, cursor, status: 'active' }))],
  ['silent users', () => deep((cursor) => users.listSilent({ limit, cursor, before: end }))],
  ['silent users of a window', () => deep((cursor) => users.listSilent({ limit, cursor, before: end, after: new Date('2026-01-01') }))],
  ['users who do not sign in', () => deep((cursor) => users.listAway({ limit, cursor, before: end }))],
  ['users with a tag', () => deep((cursor) => users.list({ limit, cursor, tag: 'all' }))],
  ['an audience by e-mail', () => deep((cursor) => audience.readPage({ segment: null, channel: 'email', category: 'news' }, { limit, cursor: cursor ?? null }))],
  ['an audience by phone', () => deep((cursor) => audience.readPage({ segment: null, channel: 'vendor', category: 'news' }, { limit, cursor: cursor ?? null }))],
  ['attempts', () => attempts.list({ verificationId: 'v', limit, cursor: undefined })],
])('a page of %s is read from its index in order, however far behind the first it is', async (_title, ask) => {
  const { stages, examined } = await explain(ask);
  expect(stages).toContain('IXSCAN');
  expect(stages).not.toContain('COLLSCAN');
  expect(stages).not.toContain('SORT');
  expect(examined).toBeLessThanOrEqual(limit + 5);
});

it.each<[string, () => Promise<unknown>]>([
  ['one user', () => users.find('u-1')],
  ['users by id', () => users.findMany(['u-1', 'u-2'], { status: 'active' })],
  ['users by the beginning of a word', () => users.list({ limit, search: 'u-29' })],
  ['how many begin a word alike', () => users.count({ search: 'u-29' }, 1_000)],
  ['a login', () => logins.find('x')],
  ['an attempt', () => attempts.findByNumber(VerificationId.parse('v'), 1)],
])('%s is found without reading the others', async (_title, ask) => {
  const { stages, examined } = await explain(ask);
  expect(stages).not.toContain('COLLSCAN');
  expect(examined).toBeLessThan(USERS / 5);
});

it('users are counted no further than up to the bound, and without reading any', async () => {
  const plan = await explain(async () => expect(await users.count({ status: 'active' }, 100)).toEqual({ total: 100, capped: true }));
  expect(plan).toEqual({ stages: ['COUNT', 'COUNT_SCAN'], examined: 0 });
});
