import { countedUpTo, PaymentId, UserId, type Page, type Payment, type PaymentStatus, type RowCount } from '@carillon/domain';
import { and, count, eq, gte, inArray, lt, lte, or, sql, type Column, type SQL } from 'drizzle-orm';
import { behind, toPage, type Keyset } from '../database/keyset.ts';
import type { SqlDatabase } from '../database/open-database.ts';
import { readRows } from '../database/read-rows.ts';
import { payments, type PaymentRow } from './table.ts';

export type NewPayment = Omit<PaymentRow, 'status' | 'paidAt' | 'updatedAt'>;
interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

export interface PaymentFilter {
  ids?: readonly string[] | undefined;
  userId?: string | undefined;
  status?: PaymentStatus | undefined;
  /** The beginning of the reference. */
  search?: string | undefined;
  /** Whose payments are found besides those that `search` finds. */
  orUserIds?: readonly string[] | undefined;
}

const byDueDate: Keyset = { column: payments.dueDate, id: payments.id, direction: 'asc' };
const latestFirst: Keyset = { ...byDueDate, direction: 'desc' };
/** Spelled out and not a parameter: only so the planner sees that the index of what is owed applies. */
const owed: Record<'pending' | 'overdue', SQL> = { pending: sql`${payments.status} = 'pending'`, overdue: sql`${payments.status} = 'overdue'` };
const eitherOwed = sql`${payments.status} in ('pending', 'overdue')`;

export type PaymentRepository = ReturnType<typeof createPaymentRepository>;

export function createPaymentRepository({ db }: { db: SqlDatabase }) {
  async function page(keyset: Keyset, conditions: readonly (SQL | undefined)[], { limit, cursor }: PageRequest): Promise<Page<Payment>> {
    const rows = await readRows(db, payments, { where: and(...conditions, behind(keyset, cursor)), keyset, limit: limit + 1 });
    return toPage(rows, limit, (row) => row.dueDate, toPayment);
  }

  return {
    /** Pending, with `from` ≤ due date ≤ `to`. */
    listDue: ({ from, to, ...request }: PageRequest & { from: string; to: string }) => page(byDueDate, [owed.pending, gte(payments.dueDate, from), lte(payments.dueDate, to)], request),

    listOverdue: ({ before, from, status, ...request }: PageRequest & { before: string; from?: string | undefined; status: readonly ('pending' | 'overdue')[] }) => {
      const [first, second] = new Set(status);
      const wanted = first === undefined || second !== undefined ? eitherOwed : owed[first];
      return page(byDueDate, [wanted, lt(payments.dueDate, before), from === undefined ? undefined : gte(payments.dueDate, from)], request);
    },

    /** With `ids` those of them that exist, all on one page. */
    list: ({ limit, cursor, ...filter }: PageRequest & PaymentFilter) => page(latestFirst, conditionsOf(filter), filter.ids === undefined ? { limit, cursor } : { limit: filter.ids.length }),

    /** Counts at most `cap` rows. */
    async count(filter: PaymentFilter, cap: number): Promise<RowCount> {
      const some = db.select({ id: payments.id }).from(payments).where(and(...conditionsOf(filter))).limit(cap + 1).as('some');
      const [found] = await db.select({ rows: count() }).from(some);
      return countedUpTo(cap, found?.rows ?? 0);
    },

    async find(id: string): Promise<Payment | null> {
      const [row] = await db.select().from(payments).where(eq(payments.id, id));
      return row === undefined ? null : toPayment(row);
    },

    /** Adds those whose ids are new, in one statement; returns how many that were. */
    async insert(batch: readonly NewPayment[]): Promise<number> {
      const rows = batch.map((payment) => ({ ...payment, status: 'pending' as const, updatedAt: payment.createdAt }));
      const added = await db.insert(payments).values(rows).onConflictDoNothing({ target: payments.id }).returning({ id: payments.id });
      return added.length;
    },

    /** Compare-and-set: null when the payment is not in the state `from` any more. */
    async changeStatus({ id, from, to, paidAt, now }: { id: string; from: PaymentStatus; to: PaymentStatus; paidAt: Date | null; now: Date }): Promise<Payment | null> {
      const [row] = await db.update(payments).set({ status: to, paidAt, updatedAt: now }).where(and(eq(payments.id, id), eq(payments.status, from))).returning();
      return row === undefined ? null : toPayment(row);
    },
  };
}

function conditionsOf({ ids, userId, status, search, orUserIds }: PaymentFilter): (SQL | undefined)[] {
  return [
    ids === undefined ? undefined : inArray(payments.id, [...ids]),
    userId === undefined ? undefined : eq(payments.userId, userId),
    status === undefined ? undefined : eq(payments.status, status),
    or(search === undefined ? undefined : beginsWith(payments.reference, search), orUserIds === undefined ? undefined : inArray(payments.userId, [...orUserIds])),
  ];
}

/** In whatever case, by the database's own idea of it, as its index has it. */
function beginsWith(column: Column, text: string): SQL {
  return sql`lower(${column}) like lower(${`${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`})`;
}

function toPayment(row: PaymentRow): Payment {
  return {
    ...row,
    id: PaymentId.parse(row.id),
    userId: UserId.parse(row.userId),
    paidAt: row.paidAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
