import type { ScheduleName } from '@carillon/domain';
import { Card } from '../../../components/ui/card.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { LoadMore } from '../../../components/ui/load-more.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../../components/ui/skeletons.tsx';
import { useRuns } from '../api/list-runs.ts';
import { RunTable } from './run-table.tsx';

/** Every firing of a schedule, newest first; live while one goes on. */
export function RunHistory({ rule }: { rule: ScheduleName }) {
  const query = useRuns(rule);
  return (
    <Card title="History" flush>
      <QueryView query={query} label="the runs" skeleton={<RowSkeleton rows={6} height={55} />}>
        {({ pages }) => {
          const runs = pages.flatMap((page) => page.items);
          if (runs.length > 0) return <RunTable runs={runs} />;
          return (
            <EmptyState kind="none" title="No run yet">
              Wait for its next slot, or run it now.
            </EmptyState>
          );
        }}
      </QueryView>
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={() => void query.fetchNextPage()} />
    </Card>
  );
}
