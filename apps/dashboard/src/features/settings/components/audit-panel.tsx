import { Button, Group, TextInput } from '@mantine/core';
import { debounce, parseAsString, useQueryStates } from 'nuqs';
import { Card } from '../../../components/ui/card.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import { LoadMore } from '../../../components/ui/load-more.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../../components/ui/skeletons.tsx';
import table from '../../../components/ui/table.module.css';
import { useAudit } from '../api/list-audit.ts';
import classes from './audit-panel.module.css';

const state = { action: parseAsString.withDefault(''), subject: parseAsString.withDefault('') };

/** Who changed what. */
export function AuditPanel() {
  const [filter, setFilter] = useQueryStates(state, { limitUrlUpdates: debounce(200) });
  const query = useAudit(filter);
  return (
    <Card
      title="Audit"
      flush
      aside={
        <Group gap="xs">
          <TextInput size="xs" aria-label="Action" placeholder="Action, like api-key.revoked" value={filter.action} onChange={(event) => void setFilter({ action: event.currentTarget.value })} />
          <TextInput size="xs" aria-label="Subject" placeholder="Id of the subject" value={filter.subject} onChange={(event) => void setFilter({ subject: event.currentTarget.value })} />
        </Group>
      }
    >
      <QueryView query={query} label="the audit log" skeleton={<RowSkeleton rows={8} />}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.items);
          if (entries.length === 0) {
            return filter.action === '' && filter.subject === '' ? (
              <EmptyState kind="none" title="Nothing was changed yet">
                Every change an operator makes is kept here.
              </EmptyState>
            ) : (
              <EmptyState
                kind="no-match"
                title="Nothing matches"
                action={
                  <Button variant="default" onClick={() => void setFilter(null)}>
                    Clear the search
                  </Button>
                }
              />
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
  );
}
