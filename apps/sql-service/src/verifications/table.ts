import { VerificationStatus } from '@carillon/domain';
import { sql } from 'drizzle-orm';
import { check, index, pgTable, text } from 'drizzle-orm/pg-core';
import { instant, isOneOf } from '../database/columns.ts';

export const verifications = pgTable(
  'verifications',
  {
    id: text('id').primaryKey(),
    userId: text('user_id').notNull(),
    employeeName: text('employee_name').notNull(),
    email: text('email').notNull(),
    status: text('status').$type<VerificationStatus>().notNull(),
    requestedAt: instant('requested_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    settledAt: instant('settled_at'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    check('verifications_status', isOneOf(table.status, VerificationStatus.options)),
    check('verifications_settled_at', sql`(${table.status} = 'pending') = (${table.settledAt} is null)`),
    // Sweeps ask only for what waits: this index stays small however many verifications were settled.
    index('verifications_pending').on(table.requestedAt, table.id).where(sql`${table.status} = 'pending'`),
    index('verifications_by_request').on(table.requestedAt, table.id),
    index('verifications_by_status').on(table.status, table.requestedAt, table.id),
    index('verifications_by_user').on(table.userId, table.requestedAt, table.id),
  ],
);
export type VerificationRow = typeof verifications.$inferSelect;
