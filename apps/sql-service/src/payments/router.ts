import { importCsv, requiredColumnsOf } from '@carillon/csv-import';
import { LIST_COUNT_CAP, paymentCsvColumns, PaymentCsvLine } from '@carillon/domain';
import { defineServiceRoute, type ServiceRoute } from '@carillon/http';
import { sqlServiceContract as contract } from '@carillon/service-clients/contracts';
import { changePayment } from './change-payment.ts';
import { createPayment, toNewPayment, type PaymentDeps } from './create-payment.ts';
import { getPayment } from './get-payment.ts';
import { payPayment } from './pay-payment.ts';

/** Fixed addresses come before `:id`: the first one that fits answers. */
export function createPaymentsRouter(deps: PaymentDeps): readonly ServiceRoute[] {
  return [
    defineServiceRoute({ ...contract.listDuePayments, handle: async (_context, { query }) => ({ body: await deps.payments.listDue(query) }) }),
    defineServiceRoute({ ...contract.listOverduePayments, handle: async (_context, { query }) => ({ body: await deps.payments.listOverdue(query) }) }),
    defineServiceRoute({ ...contract.listPayments, handle: async (_context, { query }) => ({ body: await deps.payments.list(query) }) }),
    defineServiceRoute({ ...contract.countPayments, handle: async (_context, { query }) => ({ body: await deps.payments.count(query, LIST_COUNT_CAP) }) }),
    defineServiceRoute({
      ...contract.createPayment,
      handle: async (_context, { body }) => {
        const { created, payment } = await createPayment(deps, body);
        return { body: payment, status: created ? 201 : 200, headers: { location: `/payments/${payment.id}` } };
      },
    }),
    defineServiceRoute({
      ...contract.importPayments,
      handle: async ({ bodyStream }) => ({
        body: await importCsv({ source: bodyStream, columns: paymentCsvColumns, required: requiredColumnsOf(PaymentCsvLine), schema: PaymentCsvLine, namesOf: ({ id }) => (id === undefined ? [] : [id]), store: (lines) => deps.payments.insert(lines.map((line) => toNewPayment(deps, line))) }),
      }),
    }),
    defineServiceRoute({ ...contract.getPayment, handle: async (_context, { params }) => ({ body: await getPayment(deps, params.id) }) }),
    defineServiceRoute({ ...contract.markPaymentOverdue, handle: async (_context, { params, body }) => ({ body: await changePayment(deps, params.id, { kind: 'mark-overdue', asOf: body.asOf }) }) }),
    defineServiceRoute({ ...contract.payPayment, handle: async (_context, { params, body }) => ({ body: await payPayment(deps, params.id, body) }) }),
    defineServiceRoute({ ...contract.cancelPayment, handle: async (_context, { params }) => ({ body: await changePayment(deps, params.id, { kind: 'cancel' }) }) }),
  ];
}
