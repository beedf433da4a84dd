import type { UserRepository } from '@carillon/db';
import type { ListInactiveUsers, ListUsers, Page, User } from '@carillon/domain';

/** The users with the given ids, all of them on one page; without ids all users, page by page. */
export async function listUsers({ users }: { users: UserRepository }, { ids, status, tag, search, limit, cursor }: ListUsers): Promise<Page<User>> {
  if (ids !== undefined) return { items: await users.findMany(ids, { status, tag, search }), nextCursor: null };
  return users.list({ status, tag, search, limit, cursor });
}

/** What the query of a list of quiet users means to the repository. */
export function quietSince({ before, after, ...page }: ListInactiveUsers) {
  return { ...page, before: new Date(before), after: after === undefined ? undefined : new Date(after) };
}
