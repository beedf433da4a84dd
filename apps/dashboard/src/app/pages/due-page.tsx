import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { LoadMore } from '../../components/ui/load-more.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../components/ui/skeletons.tsx';
import { useDue } from '../../features/due/api/list-due.ts';
import { DueFilters } from '../../features/due/components/due-filters.tsx';
import { DueTable } from '../../features/due/components/due-table.tsx';
import { useDueState } from '../../features/due/due-state.ts';
import { formatClock } from '../../lib/time/format-instant.ts';

/** Who would be reminded if the rule were swept now, and who not and why. Looking sends nothing. */
export function DuePage() {
  const { rule, show, change } = useDueState();
  const query = useDue(rule, show);
  const asOf = query.data === undefined ? '' : ` As of ${formatClock(new Date(query.dataUpdatedAt))}.`;
  return (
    <>
      <PageHeader
        title="Due users"
        description={`Decided by what the run itself uses; looking here sends nothing.${asOf}`}
        actions={
          <>
            <Button size="xs" variant="default" leftSection={<IconRefresh size={14} aria-hidden />} loading={query.isRefetching} onClick={() => void query.refetch()}>
              Decide again
            </Button>
            <Button size="xs" component={Link} to={`/schedules/${rule}`}>
              Open its schedule
            </Button>
          </>
        }
      />
      <DueFilters rule={rule} show={show} onChange={change} />
      <QueryView query={query} label="who is due" skeleton={<RowSkeleton rows={10} height={57} />}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.items);
          return (
            <>
              {entries.length > 0 ? <DueTable entries={entries} /> : <NobodyDue rule={rule} filtered={show !== 'all'} more={query.hasNextPage} onClear={() => change({ show: 'all' })} />}
              <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={() => void query.fetchNextPage()} />
            </>
          );
        }}
      </QueryView>
    </>
  );
}

function NobodyDue({ rule, filtered, more, onClear }: { rule: string; filtered: boolean; more: boolean; onClear: () => void }) {
  if (filtered) {
    return (
      <EmptyState
        kind="no-match"
        title={more ? 'Nothing like this among those looked at so far' : 'Nothing like this'}
        action={
          <Button variant="default" onClick={onClear}>
            Show all
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      kind="none"
      title={more ? 'Nobody among those looked at so far' : 'Nobody qualifies'}
      action={
        <Button component={Link} to={`/schedules/${rule}`} variant="default">
          See when it runs
        </Button>
      }
    >
      As soon as somebody is due by this rule, they appear here, with the reason.
    </EmptyState>
  );
}
