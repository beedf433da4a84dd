import { defineCursor, type Page } from '@carillon/domain';
import { sql, type Column, type SQL } from 'drizzle-orm';
import { z } from 'zod';

/** Where a page ended: the sort key of its last row, as text. */
const cursors = defineCursor(z.tuple([z.string().max(40).refine((at) => !Number.isNaN(Date.parse(at))), z.string().max(64)]));

export interface Keyset {
  /** What a list is sorted by before the id: a day or an instant. */
  column: Column;
  id: Column;
  direction: 'asc' | 'desc';
}

/** The order of the list: ties are broken by id, so that no row is left out or shown twice between pages. */
export function orderOf({ column, id, direction }: Keyset): SQL[] {
  const way = sql.raw(direction);
  return [sql`${column} ${way}`, sql`${id} ${way}`];
}

/** Rows behind the cursor; undefined without one. Throws `validation-failed` for a cursor this list did not hand out. */
export function behind({ column, id, direction }: Keyset, cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [at, lastId] = cursors.decode(cursor);
  const type = sql.raw(column.getSQLType());
  return sql`(${column}, ${id}) ${sql.raw(direction === 'asc' ? '>' : '<')} (${at}::${type}, ${lastId}::text)`;
}

/** Cuts a list that was read with one row more than asked for, and says where the next page starts. */
export function toPage<Row extends { id: string }, Item>(rows: readonly Row[], limit: number, at: (row: Row) => string, toItem: (row: Row) => Item): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), nextCursor: rows.length > limit && last !== undefined ? cursors.encode([at(last), last.id]) : null };
}
