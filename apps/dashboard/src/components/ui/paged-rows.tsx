import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LoadMore } from './load-more.tsx';
import { NoMatch } from './no-match.tsx';
import { QueryView } from './query-view.tsx';
import { RowSkeleton } from './skeletons.tsx';

interface PagedRowsProps<Item> {
  query: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>>;
  /** What is loading, for screen readers: "the users". */
  label: string;
  rowHeight: number;
  /** What stands above the rows: how many there are. */
  total?: ReactNode;
  /** What is shown when there is nothing at all. */
  none: ReactNode;
  /** Given while a filter is set: takes it away. */
  onClear: (() => void) | null;
  children: (items: Item[]) => ReactNode;
}

/** A filtered list that is loaded page by page, in every state it can be in. */
export function PagedRows<Item>({ query, label, rowHeight, total, none, onClear, children }: PagedRowsProps<Item>) {
  return (
    <QueryView query={query} label={label} skeleton={<RowSkeleton rows={12} height={rowHeight} />}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0 && onClear === null) return none;
        if (items.length === 0 && onClear !== null) return <NoMatch onClear={onClear} />;
        return (
          <>
            {total}
            {children(items)}
            <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={() => void query.fetchNextPage()} />
          </>
        );
      }}
    </QueryView>
  );
}
