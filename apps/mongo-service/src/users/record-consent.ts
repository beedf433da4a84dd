import { CarillonError, refuseFuture, type RecordConsent, type User, type UserId } from '@carillon/domain';
import type { UserDeps } from './create-user.ts';

/** Notes a decision about one category. Throws `not-found`, or `validation-failed` for one that lies ahead. */
export async function recordConsent({ users, clock }: Pick<UserDeps, 'users' | 'clock'>, id: UserId, { category, wanted, source, at }: RecordConsent): Promise<User> {
  const now = clock.now();
  refuseFuture('/at', at, now);
  const user = await users.recordConsent(id, { category, wanted, source, at: at === undefined ? now : new Date(at) });
  if (user === null) throw new CarillonError('not-found', `There is no user with the id ${id}.`);
  return user;
}
