import { ListPayments, Payment, PaymentId, PaymentPage } from '@carillon/domain';
import type { SqlServiceClient } from '@carillon/service-clients';
import { z } from 'zod';
import { askService } from '../data-services/ask-service.ts';
import { defineRoute, type Route } from '../http/route.ts';

const tag = 'Payments';

/** Read-only: payments belong to the sql-service. */
export function createPaymentsRouter({ sql }: { sql: Pick<SqlServiceClient, 'listPayments' | 'getPayment'> }): Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/v1/payments', operation: 'listPayments', tag, summary: 'Payments, latest due date first', access: 'users:read',
      request: { query: ListPayments },
      response: PaymentPage,
      handle: async ({ requestId, signal }, { query }) => ({ body: await askService(() => sql.listPayments({ query }, { requestId, signal })) }),
    }),
    defineRoute({
      method: 'get', path: '/api/v1/payments/:id', operation: 'getPayment', tag, summary: 'One payment', access: 'users:read',
      request: { params: z.strictObject({ id: PaymentId }) },
      response: Payment,
      handle: async ({ requestId, signal }, { params }) => ({ body: await askService(() => sql.getPayment({ params }, { requestId, signal })) }),
    }),
  ];
}
