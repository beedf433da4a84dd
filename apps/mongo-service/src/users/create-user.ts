import { isDeepStrictEqual } from 'node:util';
import { toStoredAttribute, type NewUser, type UserRepository } from '@carillon/db';
import { CarillonError, refuseFuture, UserId, type Clock, type CreateUser, type User } from '@carillon/domain';

export interface UserDependencies {
  users: UserRepository;
  clock: Clock;
  newUserId: () => string;
}

/** Adds a user; `created` is false when there was one before with the same content. Throws `conflict` when that differs. */
export async function createUser(deps: UserDependencies, input: CreateUser): Promise<{ created: boolean; user: User }> {
  const now = deps.clock.now();
  for (const field of ['lastActiveAt', 'lastLoginAt', 'createdAt'] as const) refuseFuture(`/${field}`, input[field], now);
  const row = toNewUser(deps, input);
  const created = (await deps.users.insert([row])) === 1;
  const user = await deps.users.find(row.id);
  if (user === null) throw new Error(`The user ${row.id} is gone right after being added.`);
  if (!created && !sameContent(user, row, input)) throw new CarillonError('conflict', `There is another user with the id ${row.id}.`);
  return { created, user };
}

/** What is stored of a new user: without an id it is given one, and nobody was active before joining. */
function toNewUser({ clock, newUserId }: Pick<UserDependencies, 'clock' | 'newUserId'>, input: CreateUser): NewUser {
  const { id, name, email, timeZone, locale, phone = null, externalId = null, tags = [], attributes = {}, unsubscribedFrom = [], lastActiveAt, lastLoginAt, createdAt } = input;
  const now = clock.now();
  const signs = [lastActiveAt, lastLoginAt].flatMap((instant) => (instant === undefined ? [] : [Date.parse(instant)]));
  return {
    id: id ?? UserId.parse(newUserId()),
    name,
    email,
    timeZone,
    locale,
    phone,
    externalId,
    tags: [...new Set(tags)],
    attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, toStoredAttribute(value)])),
    unsubscribedFrom: [...new Set(unsubscribedFrom)],
    consent: Object.fromEntries(unsubscribedFrom.map((category) => [category, { wanted: false, at: now, source: 'api' }])),
    lastActiveAt: lastActiveAt === undefined ? null : new Date(lastActiveAt),
    lastLoginAt: lastLoginAt === undefined ? null : new Date(lastLoginAt),
    createdAt: createdAt === undefined ? new Date(Math.min(now.getTime(), ...signs)) : new Date(createdAt),
  };
}

/** What changes by itself is not compared: a user who was active since is still the same one. */
function sameContent(user: User, row: NewUser, input: CreateUser): boolean {
  const stored = Object.fromEntries(Object.entries(user.attributes).map(([key, value]) => [key, toStoredAttribute(value)]));
  return (
    (['name', 'email', 'timeZone', 'locale'] as const).every((field) => user[field] === input[field]) &&
    isDeepStrictEqual([user.phone, user.externalId, user.tags, stored], [row.phone, row.externalId, row.tags, row.attributes]) &&
    (input.createdAt === undefined || Date.parse(input.createdAt) === Date.parse(user.createdAt))
  );
}
