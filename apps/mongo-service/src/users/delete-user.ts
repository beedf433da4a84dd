import { CarillonError, type User, type UserId } from '@carillon/domain';
import type { UserDeps } from './create-user.ts';
import { getUser } from './get-user.ts';

/** Takes a user away and answers what was there. Throws `not-found`, also to all but one of those who ask at once. */
export async function deleteUser(deps: Pick<UserDeps, 'users'>, id: UserId): Promise<User> {
  const user = await getUser(deps, id);
  if (!(await deps.users.remove(id))) throw new CarillonError('not-found', `There is no user with the id ${id}.`);
  return user;
}
