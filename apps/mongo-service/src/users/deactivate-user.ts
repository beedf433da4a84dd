import { CarillonError, decideDeactivation, type DeactivateUser, type UserChange, type UserId } from '@carillon/domain';
import type { UserDeps } from './create-user.ts';
import { getUser } from './get-user.ts';

/** Deactivates a user who is still silent, or does nothing when that was done before. Throws `not-found`, or `conflict` with the reason. */
export async function deactivateUser(deps: Pick<UserDeps, 'users' | 'clock'>, id: UserId, { inactiveSince, reason }: DeactivateUser): Promise<UserChange> {
  const user = await deps.users.deactivate({ id, inactiveSince: new Date(inactiveSince), reason, now: deps.clock.now() });
  if (user !== null) return { changed: true, user };
  const current = await getUser(deps, id);
  const decision = decideDeactivation(current, { inactiveSince });
  if (decision.kind === 'nothing') return { changed: false, user: current };
  throw new CarillonError('conflict', decision.kind === 'refuse' ? decision.reason : `The user ${id} is being changed by others; try again.`);
}
