import { ReceiptState } from '@carillon/domain';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconRefresh, IconSearch } from '@tabler/icons-react';
import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useRef } from 'react';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { FilterBar } from '../../components/ui/filter-bar.tsx';
import { PagedRows } from '../../components/ui/paged-rows.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { useProviders } from '../../features/providers/api/list-providers.ts';
import { useReceipts } from '../../features/receipts/api/list-receipts.ts';
import { ReceiptTable } from '../../features/receipts/components/receipt-table.tsx';
import { receiptLooks } from '../../features/receipts/receipt-looks.ts';
import { channelLabels } from '../../lib/channel-labels.ts';
import { useShortcuts } from '../../lib/keyboard/use-shortcuts.ts';

const filters = { search: parseAsString.withDefault(''), state: parseAsStringLiteral(ReceiptState.options), provider: parseAsString.withDefault('') };

export function ReceiptsPage() {
  const [filter, setFilter] = useQueryStates(filters, { limitUrlUpdates: debounce(200) });
  const [search] = useDebouncedValue(filter.search, 200);
  const query = useReceipts({ ...filter, search });
  const vendors = (useProviders().data?.items ?? []).filter(({ channel }) => channel === 'vendor').map(({ name }) => name);
  const field = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: '/', label: 'Search', group: 'Lists', run: () => field.current?.focus() }]);

  return (
    <>
      <PageHeader
        title="Receipts"
        description="What providers said of messages afterwards, and what became of it."
        actions={
          <Button size="xs" variant="default" leftSection={<IconRefresh size={15} aria-hidden />} loading={query.isRefetching && !query.isFetchingNextPage} onClick={() => void query.refetch()}>
            Read again
          </Button>
        }
      />
      <FilterBar
        search={
          <TextInput ref={field} size="xs" aria-label="Message, reference or event" placeholder="Id of a message, an event, or a reference" leftSection={<IconSearch size={15} aria-hidden />} value={filter.search} onChange={(event) => void setFilter({ search: event.currentTarget.value })} />
        }
      >
        <NativeSelect size="xs" aria-label="Fate" value={filter.state ?? ''} onChange={(event) => void setFilter({ state: ReceiptState.safeParse(event.currentTarget.value).data ?? null })}>
          <option value="">Any fate</option>
          {ReceiptState.options.map((state) => (
            <option key={state} value={state}>
              {receiptLooks[state].label}
            </option>
          ))}
        </NativeSelect>
        <NativeSelect size="xs" aria-label="Provider" value={filter.provider} onChange={(event) => void setFilter({ provider: event.currentTarget.value })}>
          <option value="">Any provider</option>
          {[...new Set([...vendors, ...(filter.provider === '' ? [] : [filter.provider])])].map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </FilterBar>
      <PagedRows
        query={query}
        label="the receipts"
        rowHeight={55}
        onClear={filter.search === '' && filter.state === null && filter.provider === '' ? null : () => void setFilter(null)}
        none={
          <EmptyState kind="none" title="No receipts yet">
            Vendors call back after they took a message. Send one over the channel {channelLabels.vendor}.
          </EmptyState>
        }
      >
        {(receipts) => <ReceiptTable receipts={receipts} />}
      </PagedRows>
    </>
  );
}
