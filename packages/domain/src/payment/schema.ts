import { z } from 'zod';
import { PaymentId, UserId } from '../identity/record-id.ts';
import { HeaderText } from '../notification/schema.ts';
import { listOf } from '../page/list-of.ts';
import { PageQuery, pageOf } from '../page/schema.ts';
import { Currency } from './currency.ts';

export const PaymentStatus = z.enum(['pending', 'paid', 'overdue', 'cancelled']);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

/** A calendar day, `2026-11-21`. Which day "today" is depends on the user's time zone: whoever asks has to say. */
const Day = z.iso.date();
const Instant = z.iso.datetime();
const GivenInstant = z.iso.datetime({ offset: true });

export const Payment = z.object({
  id: PaymentId,
  userId: UserId,
  reference: z.string().describe('What the user knows it by, e.g. an invoice number'),
  description: z.string(),
  amountMinor: z.int().describe('In the minor unit of the currency: 1250 is EUR 12.50'),
  currency: z.string().describe('ISO 4217'),
  dueDate: Day,
  status: PaymentStatus,
  paidAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Payment = z.infer<typeof Payment>;
export const PaymentPage = pageOf(Payment);

/** Body of `POST /payments`. With an id of its own the request may be repeated: the same content is taken once. */
export const CreatePayment = z.strictObject({
  id: PaymentId.optional(),
  userId: UserId,
  reference: HeaderText.max(100),
  description: z.string().max(500).default(''),
  amountMinor: z.int().positive().describe('In the minor unit of the currency: 1250 is EUR 12.50'),
  currency: Currency,
  dueDate: Day,
});
export type CreatePayment = z.infer<typeof CreatePayment>;

/** One line of a payments CSV: as {@link CreatePayment}, from strings; an empty field counts as left out. */
export const PaymentCsvLine = CreatePayment.extend({
  amountMinor: z
    .string()
    .regex(/^\d+$/, 'must be a whole number of minor units, e.g. 1250 for EUR 12.50')
    .transform(Number)
    .pipe(z.int().positive()),
});
export const paymentCsvColumns = ['id', 'userId', 'reference', 'description', 'amountMinor', 'currency', 'dueDate'] as const;

/** Pending payments with `from` ≤ due date ≤ `to`, by due date. */
export const ListDuePayments = PageQuery.extend({ from: Day, to: Day });
/** Payments with a due date before `before` (and not before `from`) that were not paid, by due date. */
export const ListOverduePayments = PageQuery.extend({
  before: Day,
  from: Day.optional(),
  status: listOf(PaymentStatus.extract(['pending', 'overdue']), { max: 2 }).default(['pending', 'overdue']),
});
/** How many users one search for payments looks at. */
export const MOST_SEARCHED_USERS = 200;
const SearchText = z.string().trim().min(1).max(100).regex(/^[^\p{Cc}]*$/u, 'must be one line, without control characters');

/** Payments by id (those that exist, all on one page), or all, latest due date first; `userId`, `status` and what is searched for narrow either. */
export const ListPayments = PageQuery.extend({
  ids: listOf(PaymentId, { max: 200 }).optional(),
  userId: UserId.optional(),
  status: PaymentStatus.optional(),
  search: SearchText.describe('The beginning of the reference, in whatever case').optional(),
  orUserIds: listOf(UserId, { max: MOST_SEARCHED_USERS }).describe('Besides what `search` finds, the payments of these users').optional(),
});
export const CountPayments = ListPayments.pick({ userId: true, status: true, search: true, orUserIds: true });

/** The same for whoever does not know the users: they are looked up. */
export const SearchPayments = ListPayments.omit({ orUserIds: true }).extend({
  search: SearchText.describe('The beginning of the reference, or what the user is found by: the beginning of words of the name or the address, or an id').optional(),
  searchIn: z.enum(['reference', 'reference-and-user']).default('reference-and-user').describe('reference: not by the user'),
});
export type SearchPayments = z.infer<typeof SearchPayments>;
export const CountSearchedPayments = SearchPayments.pick({ userId: true, status: true, search: true, searchIn: true });
export type CountSearchedPayments = z.infer<typeof CountSearchedPayments>;
export const SearchedPayments = PaymentPage.extend({
  usersCapped: z.boolean().optional().describe(`Of a search alone. true: more than ${MOST_SEARCHED_USERS} users match, and the payments of the newest ${MOST_SEARCHED_USERS} are found`),
});
export type SearchedPayments = z.infer<typeof SearchedPayments>;

/** Body of `POST /payments/:id/mark-overdue`: the day it is for the user. */
export const MarkPaymentOverdue = z.strictObject({ asOf: Day.describe('Refused unless the due date is before this day') });
export const PayPayment = z.strictObject({ paidAt: GivenInstant.describe('Not in the future. Left out: now').optional() });
export type PayPayment = z.infer<typeof PayPayment>;
export const CancelPayment = z.strictObject({});

/** What a command came to: `changed` is false when the payment was in that state before. */
export const PaymentChange = z.object({ changed: z.boolean(), payment: Payment });
export type PaymentChange = z.infer<typeof PaymentChange>;
