import { ListVerifications, Verification, VerificationId, VerificationPage } from '@carillon/domain';
import type { SqlServiceClient } from '@carillon/service-clients';
import { z } from 'zod';
import { askService } from '../data-services/ask-service.ts';
import { defineRoute, type Route } from '../http/route.ts';

const tag = 'Verifications';

/** Read-only: verifications belong to the sql-service. */
export function createVerificationsRouter({ sql }: { sql: Pick<SqlServiceClient, 'listVerifications' | 'getVerification'> }): Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/v1/verifications', operation: 'listVerifications', tag, summary: 'Verifications, newest request first', access: 'users:read',
      request: { query: ListVerifications },
      response: VerificationPage,
      handle: async ({ requestId, signal }, { query }) => ({ body: await askService(() => sql.listVerifications({ query }, { requestId, signal })) }),
    }),
    defineRoute({
      method: 'get', path: '/api/v1/verifications/:id', operation: 'getVerification', tag, summary: 'One verification', access: 'users:read',
      request: { params: z.strictObject({ id: VerificationId }) },
      response: Verification,
      handle: async ({ requestId, signal }, { params }) => ({ body: await askService(() => sql.getVerification({ params }, { requestId, signal })) }),
    }),
  ];
}
