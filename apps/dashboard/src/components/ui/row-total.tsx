import type { RowCount } from '@carillon/domain';
import { formatCount } from '../../lib/format-count.ts';
import classes from './row-total.module.css';

/** How many rows a list has in all, like "1,000+ users"; its place stays empty while nobody knows. */
export function RowTotal({ count, one, many }: { count: RowCount | undefined; one: string; many: string }) {
  return (
    <p className={classes.total} aria-live="polite" data-total={count?.total}>
      {count !== undefined && `${formatCount(count.total, count.capped)} ${count.total === 1 ? one : many}`}
    </p>
  );
}
