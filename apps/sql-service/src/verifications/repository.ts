import { UserId, VerificationId, type Page, type Verification, type VerificationStatus } from '@carillon/domain';
import { and, eq, gt, lt, sql, type SQL } from 'drizzle-orm';
import { behind, toPage, type Keyset } from '../database/keyset.ts';
import type { SqlDatabase } from '../database/open-database.ts';
import { readRows } from '../database/read-rows.ts';
import { verifications, type VerificationRow } from './table.ts';

export type NewVerification = Omit<VerificationRow, 'status' | 'settledAt' | 'updatedAt'>;
interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

const longestWaitingFirst: Keyset = { column: verifications.requestedAt, id: verifications.id, direction: 'asc' };
const newestFirst: Keyset = { ...longestWaitingFirst, direction: 'desc' };
/** Spelled out and not a parameter: only so the planner sees that the index of what waits applies. */
const pending = sql`${verifications.status} = 'pending'`;

export type VerificationRepository = ReturnType<typeof createVerificationRepository>;

export function createVerificationRepository({ db }: { db: SqlDatabase }) {
  async function page(keyset: Keyset, conditions: readonly (SQL | undefined)[], { limit, cursor }: PageRequest): Promise<Page<Verification>> {
    const rows = await readRows(db, verifications, { where: and(...conditions, behind(keyset, cursor)), keyset, limit: limit + 1 });
    return toPage(rows, limit, (row) => row.requestedAt.toISOString(), toVerification);
  }

  return {
    listPending: ({ requestedAfter, requestedBefore, ...request }: PageRequest & { requestedAfter?: string | undefined; requestedBefore?: string | undefined }) =>
      page(
        longestWaitingFirst,
        [
          pending,
          requestedAfter === undefined ? undefined : gt(verifications.requestedAt, new Date(requestedAfter)),
          requestedBefore === undefined ? undefined : lt(verifications.requestedAt, new Date(requestedBefore)),
        ],
        request,
      ),

    list: ({ userId, status, ...request }: PageRequest & { userId?: string | undefined; status?: VerificationStatus | undefined }) =>
      page(newestFirst, [userId === undefined ? undefined : eq(verifications.userId, userId), status === undefined ? undefined : eq(verifications.status, status)], request),

    async find(id: string): Promise<Verification | null> {
      const [row] = await db.select().from(verifications).where(eq(verifications.id, id));
      return row === undefined ? null : toVerification(row);
    },

    /** Adds those whose ids are new, in one statement; returns how many that were. */
    async insert(batch: readonly NewVerification[]): Promise<number> {
      const rows = batch.map((verification) => ({ ...verification, status: 'pending' as const, updatedAt: verification.createdAt }));
      const added = await db.insert(verifications).values(rows).onConflictDoNothing({ target: verifications.id }).returning({ id: verifications.id });
      return added.length;
    },

    /** Compare-and-set: null when the verification does not wait any more. */
    async settle({ id, to, now }: { id: string; to: Exclude<VerificationStatus, 'pending'>; now: Date }): Promise<Verification | null> {
      const [row] = await db.update(verifications).set({ status: to, settledAt: now, updatedAt: now }).where(and(eq(verifications.id, id), pending)).returning();
      return row === undefined ? null : toVerification(row);
    },
  };
}

function toVerification(row: VerificationRow): Verification {
  return {
    ...row,
    id: VerificationId.parse(row.id),
    userId: UserId.parse(row.userId),
    requestedAt: row.requestedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
