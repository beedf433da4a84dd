import type { UserRepository } from '@carillon/db';
import { CarillonError, type User, type UserId } from '@carillon/domain';

/** Throws `not-found`. */
export async function getUser({ users }: { users: Pick<UserRepository, 'find'> }, id: UserId): Promise<User> {
  const user = await users.find(id);
  if (user === null) throw new CarillonError('not-found', `There is no user with the id ${id}.`);
  return user;
}
