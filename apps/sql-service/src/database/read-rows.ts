import { getTableColumns, sql, type InferSelectModel, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { orderOf, type Keyset } from './keyset.ts';
import type { SqlDatabase } from './open-database.ts';

/**
 * The first `limit` rows that `where` holds for, in the order of `keyset`. PostgreSQL writes them all as one JSON text: drivers took longer over the fields of
 * a page's rows, each a message part to be read and converted, than the database over finding them.
 */
export async function readRows<Table extends PgTable>(db: SqlDatabase, table: Table, { where, keyset, limit }: { where: SQL | undefined; keyset: Keyset; limit: number }): Promise<InferSelectModel<Table>[]> {
  const page = db.select().from<PgTable>(table).where(where).orderBy(...orderOf(keyset)).limit(limit).as('page');
  const order = [keyset.column, keyset.id].map(({ name }) => sql`page.${sql.identifier(name)} ${sql.raw(keyset.direction)}`);
  const [found] = await db.select({ rows: sql<Record<string, unknown>[]>`coalesce(json_agg(page order by ${sql.join(order, sql`, `)}), '[]')` }).from(page);
  const columns = Object.entries(getTableColumns(table));
  const valueOf = (column: (typeof columns)[number][1], row: Record<string, unknown>) => (row[column.name] === null ? null : column.mapFromDriverValue(row[column.name]));
  return found?.rows.map((row) => Object.fromEntries(columns.map(([key, column]) => [key, valueOf(column, row)])) as InferSelectModel<Table>) ?? [];
}
