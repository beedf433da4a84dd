import type { LoginRepository, UserRepository } from '@carillon/db';
import { CarillonError, refuseFuture, type Clock, type Login, type RecordLogin } from '@carillon/domain';

export interface LoginDeps {
  logins: LoginRepository;
  users: UserRepository;
  clock: Clock;
  newLoginId: () => string;
}

/**
 * Notes a login. With an id it can be repeated, even after a crash half-way: the user is moved forward before the login is
 * kept. Throws `not-found` without such a user, `conflict` when the id belongs to another login.
 */
export async function recordLogin({ logins, users, clock, newLoginId }: LoginDeps, input: RecordLogin): Promise<{ created: boolean; login: Login }> {
  const now = clock.now();
  refuseFuture('/at', input.at, now);
  const known = input.id === undefined ? null : await logins.find(input.id);
  if (known !== null) return { created: false, login: requireSame(known, input) };
  const login = { id: input.id ?? newLoginId(), userId: input.userId, at: input.at === undefined ? now : new Date(input.at) };
  if (!(await users.moveLoginForward(login.userId, login.at))) throw new CarillonError('not-found', `There is no user with the id ${login.userId}.`);
  const created = await logins.insert(login);
  const kept = created ? null : await logins.find(login.id);
  return { created, login: kept === null ? { ...login, at: login.at.toISOString() } : requireSame(kept, input) };
}

/** A login that was left to "now" fits whenever it was. */
function requireSame(login: Login, { userId, at }: RecordLogin): Login {
  if (login.userId === userId && (at === undefined || Date.parse(at) === Date.parse(login.at))) return login;
  throw new CarillonError('conflict', `There is another login with the id ${login.id}.`);
}
