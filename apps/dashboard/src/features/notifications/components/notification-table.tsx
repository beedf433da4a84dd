import type { NotificationSummary } from '@carillon/domain';
import { useMediaQuery } from '@mantine/hooks';
import { defaultRangeExtractor, useWindowVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useRowKeys } from '../../../components/ui/use-row-keys.ts';
import { NotificationRow } from './notification-row.tsx';
import classes from './notification-table.module.css';

interface NotificationTableProps {
  rows: readonly NotificationSummary[];
  hasMore: boolean;
  onNearEnd: () => void;
}

const HEADER_HEIGHT = 50;

/**
 * The log as a table of which only the visible part exists, however long it is. Rows have one fixed height, so that nothing is
 * measured. The row with the focus stays rendered, wherever one scrolls.
 */
export function NotificationTable({ rows, hasMore, onNearEnd }: NotificationTableProps) {
  const narrow = useMediaQuery('(max-width: 820px)', window.innerWidth <= 820);
  const [focused, setFocused] = useState<number | null>(null);
  const [margin, setMargin] = useState(0);
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (frame.current !== null) setMargin(frame.current.getBoundingClientRect().top + window.scrollY);
  }, []);

  const getItemKey = useCallback((index: number) => rows[index]?.id ?? index, [rows]);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const visible = defaultRangeExtractor(range);
      return focused === null || focused >= rows.length || visible.includes(focused) ? visible : [...visible, focused].sort((one, other) => one - other);
    },
    [focused, rows.length],
  );
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => (narrow ? 62 : 37),
    overscan: 12,
    scrollMargin: margin,
    scrollPaddingStart: HEADER_HEIGHT + 36,
    scrollPaddingEnd: 24,
    getItemKey,
    rangeExtractor,
  });
  useEffect(() => virtualizer.measure(), [narrow, virtualizer]);

  const items = virtualizer.getVirtualItems();
  const lastVisible = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastVisible >= rows.length - 25) onNearEnd();
  }, [hasMore, lastVisible, rows.length, onNearEnd]);

  const { listRef } = useRowKeys(rows.length, (index) => virtualizer.scrollToIndex(index));

  return (
    <div ref={frame}>
      <div ref={listRef} className={classes.table} role="table" aria-label="Notifications" aria-rowcount={hasMore ? -1 : rows.length + 1}>
        <div role="rowgroup" className={classes.head}>
          <div role="row" className={classes.row}>
            <span role="columnheader">State</span>
            <span role="columnheader">Recipient</span>
            <span role="columnheader">Subject</span>
            <span role="columnheader" className={classes.wide}>Category</span>
            <span role="columnheader" className={classes.wide}>Template</span>
            <span role="columnheader" className={classes.tries}>Tries</span>
            <span role="columnheader" className={classes.time}>Created</span>
          </div>
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }} onFocus={(event) => setFocused(rowIndexOf(event.target))} onBlur={() => setFocused(null)}>
          {items.map((item) => {
            const row = rows[item.index];
            return row && <NotificationRow key={item.key} row={row} index={item.index} top={item.start - margin} height={item.size} />;
          })}
        </div>
      </div>
    </div>
  );
}

function rowIndexOf(target: EventTarget): number | null {
  return target instanceof HTMLElement && target.dataset['row'] !== undefined ? Number(target.dataset['row']) : null;
}
