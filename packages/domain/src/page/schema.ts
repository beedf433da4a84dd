import { z } from 'zod';

/** Query of every keyset-paged list: `limit` rows from behind `cursor`. The cursor is opaque to clients. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(500).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** One page of a list; `nextCursor` is null on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** How many rows a filter has. Counting ends at a bound: `total` is exact while `capped` is false. */
export const RowCount = z.object({ total: z.int(), capped: z.boolean() });
export type RowCount = z.infer<typeof RowCount>;

/** How far the rows of a list of records are counted. */
export const LIST_COUNT_CAP = 1_000;

/** What to say after counting up to one row more than `cap`. */
export function countedUpTo(cap: number, counted: number): RowCount {
  return counted > cap ? { total: cap, capped: true } : { total: counted, capped: false };
}
