import { useDebouncedValue } from '@mantine/hooks';
import { Card } from '../../../components/ui/card.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import { LoadMore } from '../../../components/ui/load-more.tsx';
import { NoMatch } from '../../../components/ui/no-match.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../../components/ui/skeletons.tsx';
import table from '../../../components/ui/table.module.css';
import { useAudit } from '../api/list-audit.ts';
import { useAuditFilter } from '../audit-filter.ts';
import { AuditFilters } from './audit-filters.tsx';
import classes from './audit-panel.module.css';

/** Who changed what. */
export function AuditPanel() {
  const { filter, change, clear } = useAuditFilter();
  const [subject] = useDebouncedValue(filter.subject, 200);
  const query = useAudit({ ...filter, subject });
  return (
    <>
      <AuditFilters filter={filter} onChange={change} />
      <Card title="Audit" flush>
        <QueryView query={query} label="the audit log" skeleton={<RowSkeleton rows={8} />}>
          {({ pages }) => {
            const entries = pages.flatMap((page) => page.items);
            if (entries.length === 0) {
              return Object.keys(filter).length === 0 ? (
                <EmptyState kind="none" title="Nothing was changed yet">
                  Every change an operator makes is kept here.
                </EmptyState>
              ) : (
                <NoMatch onClear={clear} />
              );
            }
            return (
              <div className={table.scroller} tabIndex={0} role="region" aria-label="Audit">
                <table className={`${table.table} ${table.stacking}`}>
                  <thead>
                    <tr>
                      <th scope="col">When</th>
                      <th scope="col">Who</th>
                      <th scope="col">Action</th>
                      <th scope="col">Outcome</th>
                      <th scope="col">Subject</th>
                      <th scope="col">Changes</th>
                    </tr>
                  </thead>
                  <tbody>
                    {entries.map(({ id, at, by, action, outcome, subject, changes, ip }) => (
                      <tr key={id}>
                        <td className={table.nowrap}>
                          <Instant at={at} />
                        </td>
                        <td title={ip ?? undefined}>{by.name}</td>
                        <td className={table.nowrap}>{action}</td>
                        <td data-heading="Outcome">{outcome}</td>
                        <td data-heading="Subject">
                          <code className={table.break}>{subject.id}</code>
                        </td>
                        <td data-heading="Changes">
                          <code className={classes.changes}>{Object.keys(changes).length === 0 ? '–' : JSON.stringify(changes)}</code>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            );
          }}
        </QueryView>
        <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={() => void query.fetchNextPage()} />
      </Card>
    </>
  );
}
