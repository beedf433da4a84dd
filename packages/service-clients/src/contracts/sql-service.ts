import {
  CancelPayment, CountPayments, CreatePayment, CreateVerification, LIST_COUNT_CAP, ListDuePayments, ListOverduePayments, ListPayments, ListPendingVerifications, ListVerifications,
  MarkPaymentOverdue, Payment, paymentCsvColumns, PaymentChange, PaymentId, PaymentPage, PayPayment, RowCount, SettleVerification, Verification, VerificationChange, verificationCsvColumns,
  VerificationId, VerificationPage,
} from '@carillon/domain';
import { z } from 'zod';
import { command, csvImport, query } from './operation.ts';

const payment = z.object({ id: PaymentId });
const verification = z.object({ id: VerificationId });
const repeatable = 'Can be repeated: `changed` tells whether this request made the change. 409 when the current state does not allow it.';
const withOwnId = { 200: 'It was there before, with the same content' };

/** What the sql-service answers: payments and the verification of employees. */
export const sqlServiceContract = {
  listDuePayments: query({
    path: '/payments/due', operation: 'listDuePayments', tag: 'Payments',
    summary: 'Pending payments that are due in a window, by due date',
    description: 'Both ends of the window belong to it.',
    request: { query: ListDuePayments }, response: PaymentPage,
  }),
  listOverduePayments: query({
    path: '/payments/overdue', operation: 'listOverduePayments', tag: 'Payments',
    summary: 'Payments that were due before a day and are still owed, by due date',
    description: 'Those that are marked as overdue already are listed too, unless `status` leaves them out.',
    request: { query: ListOverduePayments }, response: PaymentPage,
  }),
  listPayments: query({ path: '/payments', operation: 'listPayments', tag: 'Payments', summary: 'Payments, latest due date first, or those with the given ids', request: { query: ListPayments }, response: PaymentPage }),
  countPayments: query({ path: '/payments/count', operation: 'countPayments', tag: 'Payments', summary: 'How many payments a filter has', description: `Counting ends at ${LIST_COUNT_CAP}.`, request: { query: CountPayments }, response: RowCount }),
  getPayment: query({ path: '/payments/:id', operation: 'getPayment', tag: 'Payments', summary: 'One payment', request: { params: payment }, response: Payment }),
  createPayment: command({
    path: '/payments', operation: 'createPayment', tag: 'Payments', idempotent: false, status: 201, otherStatuses: withOwnId,
    summary: 'Add a payment',
    description: 'With an id of your own the request can be repeated: 409 when that id has other content.',
    request: { body: CreatePayment }, response: Payment,
  }),
  importPayments: csvImport({ path: '/payments/import', operation: 'importPayments', tag: 'Payments', summary: 'Add payments from a CSV file' }, paymentCsvColumns),
  markPaymentOverdue: command({ path: '/payments/:id/mark-overdue', operation: 'markPaymentOverdue', tag: 'Payments', idempotent: true, summary: 'Mark a pending payment as overdue', description: repeatable, request: { params: payment, body: MarkPaymentOverdue }, response: PaymentChange }),
  payPayment: command({ path: '/payments/:id/pay', operation: 'payPayment', tag: 'Payments', idempotent: true, summary: 'Note that a payment was made', description: repeatable, request: { params: payment, body: PayPayment }, response: PaymentChange }),
  cancelPayment: command({ path: '/payments/:id/cancel', operation: 'cancelPayment', tag: 'Payments', idempotent: true, summary: 'Cancel a payment that is still owed', description: repeatable, request: { params: payment, body: CancelPayment }, response: PaymentChange }),

  listPendingVerifications: query({ path: '/verifications/pending', operation: 'listPendingVerifications', tag: 'Verifications', summary: 'Verifications that wait for an answer, longest waiting first', request: { query: ListPendingVerifications }, response: VerificationPage }),
  listVerifications: query({ path: '/verifications', operation: 'listVerifications', tag: 'Verifications', summary: 'Verifications, newest request first', request: { query: ListVerifications }, response: VerificationPage }),
  getVerification: query({ path: '/verifications/:id', operation: 'getVerification', tag: 'Verifications', summary: 'One verification', request: { params: verification }, response: Verification }),
  createVerification: command({
    path: '/verifications', operation: 'createVerification', tag: 'Verifications', idempotent: false, status: 201, otherStatuses: withOwnId,
    summary: 'Ask for a verification',
    description: 'With an id of your own the request can be repeated: 409 when that id has other content.',
    request: { body: CreateVerification }, response: Verification,
  }),
  importVerifications: csvImport({ path: '/verifications/import', operation: 'importVerifications', tag: 'Verifications', summary: 'Add verifications from a CSV file' }, verificationCsvColumns),
  verifyVerification: command({ path: '/verifications/:id/verify', operation: 'verifyVerification', tag: 'Verifications', idempotent: true, summary: 'The employee was verified', description: repeatable, request: { params: verification, body: SettleVerification }, response: VerificationChange }),
  rejectVerification: command({ path: '/verifications/:id/reject', operation: 'rejectVerification', tag: 'Verifications', idempotent: true, summary: 'The employee was rejected', description: repeatable, request: { params: verification, body: SettleVerification }, response: VerificationChange }),
  expireVerification: command({ path: '/verifications/:id/expire', operation: 'expireVerification', tag: 'Verifications', idempotent: true, summary: 'The time for an answer is over', description: repeatable, request: { params: verification, body: SettleVerification }, response: VerificationChange }),
};

export const sqlServiceDescription = {
  title: 'Carillon sql-service',
  description: 'Payments and the verification of employees, as the reminders need them. Put a service of your own there by answering the same, and set `SQL_SERVICE_URL` to it. Lists are paged by cursor: repeat a request with `cursor` set to the `nextCursor` of its answer.',
};
