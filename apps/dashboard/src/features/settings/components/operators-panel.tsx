import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { LoadMore } from '../../../components/ui/load-more.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../../components/ui/skeletons.tsx';
import table from '../../../components/ui/table.module.css';
import { useOperators } from '../api/list-operators.ts';
import { OperatorRow } from './operator-row.tsx';

const CreateOperatorDialog = lazy(() => import('./create-operator-dialog.tsx').then((module) => ({ default: module.CreateOperatorDialog })));

/** The people who can sign in. */
export function OperatorsPanel() {
  const query = useOperators();
  const [creating, setCreating] = useState(false);
  return (
    <Card
      title="Operators"
      flush
      aside={
        <Button size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setCreating(true)}>
          Add an operator
        </Button>
      }
    >
      <QueryView query={query} label="the operators" skeleton={<RowSkeleton rows={3} height={57} />}>
        {({ pages }) => (
          <div className={table.scroller} tabIndex={0} role="region" aria-label="Operators">
            <table className={`${table.table} ${table.stacking}`}>
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Role</th>
                  <th scope="col">Last sign-in</th>
                  <th scope="col">State</th>
                  <th scope="col">Change</th>
                </tr>
              </thead>
              <tbody>
                {pages
                  .flatMap((page) => page.items)
                  .map((operator) => (
                    <OperatorRow key={operator.id} operator={operator} />
                  ))}
              </tbody>
            </table>
          </div>
        )}
      </QueryView>
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={() => void query.fetchNextPage()} />
      <Suspense fallback={null}>
        <CreateOperatorDialog opened={creating} onClose={() => setCreating(false)} />
      </Suspense>
    </Card>
  );
}
