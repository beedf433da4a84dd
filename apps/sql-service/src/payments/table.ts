import { PaymentStatus } from '@carillon/domain';
import { sql } from 'drizzle-orm';
import { bigint, check, date, index, pgTable, text } from 'drizzle-orm/pg-core';
import { instant, isOneOf } from '../database/columns.ts';

/** Amounts are whole minor units; 2^53 - 1 is what JSON can carry exactly. */
export const payments = pgTable(
  'payments',
  {
    id: text('id').primaryKey(),
    userId: text('user_id').notNull(),
    reference: text('reference').notNull(),
    description: text('description').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    currency: text('currency').notNull(),
    dueDate: date('due_date', { mode: 'string' }).notNull(),
    status: text('status').$type<PaymentStatus>().notNull(),
    paidAt: instant('paid_at'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    check('payments_status', isOneOf(table.status, PaymentStatus.options)),
    check('payments_amount', sql`${table.amountMinor} between 1 and 9007199254740991`),
    check('payments_currency', sql`${table.currency} ~ '^[A-Z]{3}$'`),
    check('payments_paid_at', sql`(${table.status} = 'paid') = (${table.paidAt} is not null)`),
    // Sweeps ask only for what is still owed: this index stays small however many payments were made.
    index('payments_owed').on(table.dueDate, table.id).where(sql`${table.status} in ('pending', 'overdue')`),
    index('payments_by_due_date').on(table.dueDate, table.id),
    index('payments_by_status').on(table.status, table.dueDate, table.id),
    // The beginning of a text is read from an index in the order of its characters, whatever the language of the database.
    index('payments_by_reference').on(sql`lower(${table.reference}) text_pattern_ops`),
    index('payments_by_user').on(table.userId, table.dueDate, table.id),
  ],
);
export type PaymentRow = typeof payments.$inferSelect;
