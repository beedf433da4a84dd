import { defineServiceRoute, type ServiceRoute } from '@carillon/http';
import { mongoServiceContract as contract } from '@carillon/service-clients/contracts';
import { recordAttempt, type AttemptDeps } from './record-attempt.ts';

export function createVerificationAttemptsRouter(deps: AttemptDeps): readonly ServiceRoute[] {
  return [
    defineServiceRoute({ ...contract.listVerificationAttempts, handle: async (_context, { query }) => ({ body: await deps.attempts.list(query) }) }),
    defineServiceRoute({
      ...contract.recordVerificationAttempt,
      handle: async (_context, { body }) => {
        const { created, attempt } = await recordAttempt(deps, body);
        return { body: attempt, status: created ? 201 : 200 };
      },
    }),
  ];
}
