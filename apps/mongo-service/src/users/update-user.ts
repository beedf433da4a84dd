import { CarillonError, refuseFuture, type UpdateUser, type User, type UserId } from '@carillon/domain';
import type { UserDeps } from './create-user.ts';
import { toStoredAttributes } from './to-stored.ts';

/** Changes what is given. Throws `not-found`, or `validation-failed` for activity that lies ahead. */
export async function updateUser({ users, clock }: Pick<UserDeps, 'users' | 'clock'>, id: UserId, { status, lastActiveAt, attributes, unsubscribedFrom, tags, ...fields }: UpdateUser): Promise<User> {
  const now = clock.now();
  refuseFuture('/lastActiveAt', lastActiveAt, now);
  const given = Object.fromEntries(Object.entries({ ...fields, tags: tags && [...new Set(tags)] }).filter(([, value]) => value !== undefined));
  // Brought back, the user counts as active now: the next sweep would otherwise find the old silence again.
  const activeAt = status === 'active' ? now : lastActiveAt === undefined ? undefined : new Date(lastActiveAt);
  const user = await users.update(id, {
    set: { ...given, ...(status === 'active' ? { status, deactivatedAt: null, deactivationReason: null } : {}) },
    attributes: attributes && toStoredAttributes(attributes),
    unsubscribedFrom: unsubscribedFrom && { categories: [...new Set(unsubscribedFrom)], at: now, source: 'api' },
    lastActiveAt: activeAt,
  });
  if (user === null) throw new CarillonError('not-found', `There is no user with the id ${id}.`);
  return user;
}
