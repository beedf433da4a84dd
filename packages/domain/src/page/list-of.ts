import { z } from 'zod';

/** A list in a query string: one value with commas (`?status=paid,overdue`), or the parameter repeated. */
export function listOf<Item extends z.ZodType<unknown, string>>(item: Item, { max }: { max: number }) {
  return z.union([z.string().transform((value) => value.split(',')), z.array(z.string())]).pipe(z.array(item).min(1).max(max));
}
