import { isDeepStrictEqual } from 'node:util';
import type { NewUser, UserRepository } from '@carillon/db';
import { CarillonError, refuseFuture, UserId, type Clock, type CreateUser, type User } from '@carillon/domain';
import { toStoredAttributes, toStoredInstants } from './to-stored.ts';

export interface UserDeps {
  users: UserRepository;
  clock: Clock;
  newUserId: () => string;
}

/** Adds a user; `created` is false when there was one before with the same content. Throws `conflict` when that differs. */
export async function createUser(deps: UserDeps, input: CreateUser): Promise<{ created: boolean; user: User }> {
  const now = deps.clock.now();
  for (const field of ['lastActiveAt', 'lastLoginAt', 'createdAt'] as const) refuseFuture(`/${field}`, input[field], now);
  const row = toNewUser(deps, input);
  const created = (await deps.users.insert([row])) === 1;
  const user = await deps.users.find(row.id);
  if (user === null) throw new Error(`The user ${row.id} is gone right after being added.`);
  if (!created && !sameContent(user, row, input)) throw new CarillonError('conflict', `There is another user with the id ${row.id}.`);
  return { created, user };
}

/** What is stored of a new user: without an id it is given one. */
function toNewUser({ clock, newUserId }: Pick<UserDeps, 'clock' | 'newUserId'>, input: CreateUser): NewUser {
  const { id, name, email, timeZone, locale, phone = null, externalId = null, tags = [], attributes = {}, unsubscribedFrom = [] } = input;
  const now = clock.now();
  return {
    id: id ?? UserId.parse(newUserId()),
    name,
    email,
    timeZone,
    locale,
    phone,
    externalId,
    tags: [...new Set(tags)],
    attributes: toStoredAttributes(attributes),
    unsubscribedFrom: [...new Set(unsubscribedFrom)],
    consent: Object.fromEntries(unsubscribedFrom.map((category) => [category, { wanted: false, at: now, source: 'api' }])),
    ...toStoredInstants(input, now),
  };
}

/** What changes by itself is not compared: a user who was active since is still the same one. */
function sameContent(user: User, row: NewUser, input: CreateUser): boolean {
  return (
    (['name', 'email', 'timeZone', 'locale'] as const).every((field) => user[field] === input[field]) &&
    isDeepStrictEqual([user.phone, user.externalId, user.tags, toStoredAttributes(user.attributes)], [row.phone, row.externalId, row.tags, row.attributes]) &&
    (input.createdAt === undefined || Date.parse(input.createdAt) === Date.parse(user.createdAt))
  );
}
