import { defineServiceRoute, type ServiceRoute } from '@carillon/http';
import { sqlServiceContract as contract } from '@carillon/service-clients/contracts';
import { createVerification, type VerificationDeps } from './create-verification.ts';
import { getVerification } from './get-verification.ts';
import { importVerifications } from './import-verifications.ts';
import { settleVerification } from './settle-verification.ts';

/** Fixed addresses come before `:id`: the first one that fits answers. */
export function createVerificationsRouter(deps: VerificationDeps): readonly ServiceRoute[] {
  return [
    defineServiceRoute({ ...contract.listPendingVerifications, handle: async (_context, { query }) => ({ body: await deps.verifications.listPending(query) }) }),
    defineServiceRoute({ ...contract.listVerifications, handle: async (_context, { query }) => ({ body: await deps.verifications.list(query) }) }),
    defineServiceRoute({
      ...contract.createVerification,
      handle: async (_context, { body }) => {
        const { created, verification } = await createVerification(deps, body);
        return { body: verification, status: created ? 201 : 200, headers: { location: `/verifications/${verification.id}` } };
      },
    }),
    defineServiceRoute({ ...contract.importVerifications, handle: async ({ bodyStream }) => ({ body: await importVerifications(deps, bodyStream) }) }),
    defineServiceRoute({ ...contract.getVerification, handle: async (_context, { params }) => ({ body: await getVerification(deps, params.id) }) }),
    defineServiceRoute({ ...contract.verifyVerification, handle: async (_context, { params }) => ({ body: await settleVerification(deps, params.id, 'verify') }) }),
    defineServiceRoute({ ...contract.rejectVerification, handle: async (_context, { params }) => ({ body: await settleVerification(deps, params.id, 'reject') }) }),
    defineServiceRoute({ ...contract.expireVerification, handle: async (_context, { params }) => ({ body: await settleVerification(deps, params.id, 'expire') }) }),
  ];
}
