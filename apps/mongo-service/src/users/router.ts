import { LIST_COUNT_CAP } from '@carillon/domain';
import { defineServiceRoute, type ServiceRoute } from '@carillon/http';
import { mongoServiceContract as contract } from '@carillon/service-clients/contracts';
import { createUser, type UserDeps } from './create-user.ts';
import { deactivateUser } from './deactivate-user.ts';
import { deleteUser } from './delete-user.ts';
import { getUser } from './get-user.ts';
import { importUsers } from './import-users.ts';
import { listUsers, quietSince } from './list-users.ts';
import { recordConsent } from './record-consent.ts';
import { updateUser } from './update-user.ts';

/** Fixed addresses come before `:id`: the first one that fits answers. */
export function createUsersRouter(deps: UserDeps): readonly ServiceRoute[] {
  return [
    defineServiceRoute({ ...contract.listInactiveUsers, handle: async (_context, { query }) => ({ body: await deps.users.listSilent(quietSince(query)) }) }),
    defineServiceRoute({ ...contract.listLoginInactiveUsers, handle: async (_context, { query }) => ({ body: await deps.users.listAway(quietSince(query)) }) }),
    defineServiceRoute({ ...contract.listUsers, handle: async (_context, { query }) => ({ body: await listUsers(deps, query) }) }),
    defineServiceRoute({ ...contract.countUsers, handle: async (_context, { query }) => ({ body: await deps.users.count(query, LIST_COUNT_CAP) }) }),
    defineServiceRoute({
      ...contract.createUser,
      handle: async (_context, { body }) => {
        const { created, user } = await createUser(deps, body);
        return { body: user, status: created ? 201 : 200, headers: { location: `/users/${user.id}` } };
      },
    }),
    defineServiceRoute({
      ...contract.importUsers,
      handle: async ({ bodyStream }) => ({ body: await importUsers(deps, bodyStream) }),
    }),
    defineServiceRoute({ ...contract.getUser, handle: async (_context, { params }) => ({ body: await getUser(deps, params.id) }) }),
    defineServiceRoute({ ...contract.updateUser, handle: async (_context, { params, body }) => ({ body: await updateUser(deps, params.id, body) }) }),
    defineServiceRoute({ ...contract.deleteUser, handle: async (_context, { params }) => ({ body: await deleteUser(deps, params.id) }) }),
    defineServiceRoute({ ...contract.recordConsent, handle: async (_context, { params, body }) => ({ body: await recordConsent(deps, params.id, body) }) }),
    defineServiceRoute({ ...contract.deactivateUser, handle: async (_context, { params, body }) => ({ body: await deactivateUser(deps, params.id, body) }) }),
  ];
}
