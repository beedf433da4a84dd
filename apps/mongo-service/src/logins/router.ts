import { defineServiceRoute, type ServiceRoute } from '@carillon/http';
import { mongoServiceContract as contract } from '@carillon/service-clients/contracts';
import { recordLogin, type LoginDeps } from './record-login.ts';

export function createLoginsRouter(deps: LoginDeps): readonly ServiceRoute[] {
  return [
    defineServiceRoute({ ...contract.listLogins, handle: async (_context, { query }) => ({ body: await deps.logins.list(query) }) }),
    defineServiceRoute({
      ...contract.recordLogin,
      handle: async (_context, { body }) => {
        const { created, login } = await recordLogin(deps, body);
        return { body: login, status: created ? 201 : 200 };
      },
    }),
  ];
}
