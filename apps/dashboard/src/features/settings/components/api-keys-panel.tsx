import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { LoadMore } from '../../../components/ui/load-more.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../../components/ui/skeletons.tsx';
import table from '../../../components/ui/table.module.css';
import { useApiKeys } from '../api/list-api-keys.ts';
import { ApiKeyRow } from './api-key-row.tsx';

const CreateApiKeyDialog = lazy(() => import('./create-api-key-dialog.tsx').then((module) => ({ default: module.CreateApiKeyDialog })));

/** The keys other systems send as Bearer. */
export function ApiKeysPanel() {
  const query = useApiKeys();
  const [creating, setCreating] = useState(false);
  return (
    <Card
      title="API keys"
      flush
      aside={
        <Button size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setCreating(true)}>
          New API key
        </Button>
      }
    >
      <QueryView query={query} label="the API keys" skeleton={<RowSkeleton rows={3} height={57} />}>
        {({ pages }) => {
          const keys = pages.flatMap((page) => page.items);
          if (keys.length === 0) {
            return (
              <EmptyState kind="none" title="No API keys yet">
                A system that sends notifications needs one. It goes into the Authorization header, as a Bearer token.
              </EmptyState>
            );
          }
          return (
            <div className={table.scroller} tabIndex={0} role="region" aria-label="API keys">
              <table className={`${table.table} ${table.stacking}`}>
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col">May</th>
                    <th scope="col">Last used</th>
                    <th scope="col">Expires</th>
                    <th scope="col">Change</th>
                  </tr>
                </thead>
                <tbody>
                  {keys.map((apiKey) => (
                    <ApiKeyRow key={apiKey.id} apiKey={apiKey} />
                  ))}
                </tbody>
              </table>
            </div>
          );
        }}
      </QueryView>
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={() => void query.fetchNextPage()} />
      <Suspense fallback={null}>
        <CreateApiKeyDialog opened={creating} onClose={() => setCreating(false)} />
      </Suspense>
    </Card>
  );
}
