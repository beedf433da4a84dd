import { CountSearchedPayments, LIST_COUNT_CAP, Payment, PaymentId, RowCount, SearchedPayments, SearchPayments } from '@carillon/domain';
import type { SqlServiceClient } from '@carillon/service-clients';
import { z } from 'zod';
import { askService } from '../data-services/ask-service.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { countPayments, searchPayments, type SearchPaymentsDeps } from './search-payments.ts';

const tag = 'Payments';

/** Read-only: payments belong to the sql-service. */
export function createPaymentsRouter(deps: SearchPaymentsDeps & { sql: Pick<SqlServiceClient, 'getPayment'> }): Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/v1/payments', operation: 'listPayments', tag, summary: 'Payments, latest due date first', access: 'users:read',
      request: { query: SearchPayments },
      response: SearchedPayments,
      handle: async ({ requestId, signal }, { query }) => ({ body: await askService(() => searchPayments(deps, query, { requestId, signal })) }),
    }),
    defineRoute({
      method: 'get', path: '/api/v1/payments/count', operation: 'countPayments', tag, summary: 'How many payments a filter has', access: 'users:read',
      description: `Counting ends at ${LIST_COUNT_CAP}.`,
      request: { query: CountSearchedPayments },
      response: RowCount,
      handle: async ({ requestId, signal }, { query }) => ({ body: await askService(() => countPayments(deps, query, { requestId, signal })) }),
    }),
    defineRoute({
      method: 'get', path: '/api/v1/payments/:id', operation: 'getPayment', tag, summary: 'One payment', access: 'users:read',
      request: { params: z.strictObject({ id: PaymentId }) },
      response: Payment,
      handle: async ({ requestId, signal }, { params }) => ({ body: await askService(() => deps.sql.getPayment({ params }, { requestId, signal })) }),
    }),
  ];
}
