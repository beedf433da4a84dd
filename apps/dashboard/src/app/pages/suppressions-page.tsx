import { SuppressionReason } from '@carillon/domain';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { lazy, Suspense, useRef, useState } from 'react';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { FilterBar } from '../../components/ui/filter-bar.tsx';
import { PagedRows } from '../../components/ui/paged-rows.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { useSuppressions } from '../../features/suppressions/api/suppressions.ts';
import { SuppressionTable } from '../../features/suppressions/components/suppression-table.tsx';
import { suppressionLooks } from '../../features/suppressions/suppression-looks.ts';
import { useShortcuts } from '../../lib/keyboard/use-shortcuts.ts';
import { usePermission } from '../../lib/session/session-context.tsx';

const AddSuppressionsDialog = lazy(() => import('../../features/suppressions/components/add-suppressions-dialog.tsx').then((module) => ({ default: module.AddSuppressionsDialog })));
const state = { search: parseAsString.withDefault(''), reason: parseAsStringLiteral(SuppressionReason.options) };

export function SuppressionsPage() {
  const [filter, setFilter] = useQueryStates(state, { limitUrlUpdates: debounce(200) });
  const [search] = useDebouncedValue(filter.search, 200);
  const query = useSuppressions({ ...filter, search });
  const mayWrite = usePermission('suppressions:write');
  const [adding, setAdding] = useState<boolean | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: '/', label: 'Search', group: 'Lists', run: () => field.current?.focus() }]);
  const addButton = mayWrite ? (
    <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAdding(true)}>
      Suppress addresses
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader title="Suppressions" description="Addresses that nothing is sent to, whoever they belong to." actions={addButton} />
      <FilterBar search={<TextInput ref={field} size="xs" maxLength={254} aria-label="Search by the beginning of an address" placeholder="Beginning of an address" leftSection={<IconSearch size={15} aria-hidden />} value={filter.search} onChange={(event) => void setFilter({ search: event.currentTarget.value })} />}>
        <NativeSelect size="xs" aria-label="Reason" value={filter.reason ?? ''} onChange={(event) => void setFilter({ reason: SuppressionReason.safeParse(event.currentTarget.value).data ?? null })} data={[{ value: '', label: 'Any reason' }, ...SuppressionReason.options.map((value) => ({ value, label: suppressionLooks[value].label }))]} />
      </FilterBar>
      <PagedRows
        query={query}
        label="the suppressed addresses"
        rowHeight={42}
        onClear={filter.search.trim() === '' && filter.reason === null ? null : () => void setFilter(null)}
        none={
          <EmptyState kind="none" title="No address is suppressed" action={addButton}>
            Permanent bounces and complaints put addresses here by themselves; others are added by hand.
          </EmptyState>
        }
      >
        {(suppressions) => <SuppressionTable suppressions={suppressions} mayRelease={mayWrite} />}
      </PagedRows>
      {adding !== null && (
        <Suspense fallback={null}>
          <AddSuppressionsDialog opened={adding} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </>
  );
}
