import { NotificationStatus, type CampaignWithStats } from '@carillon/domain';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { FilterBar } from '../../../components/ui/filter-bar.tsx';
import { PagedRows } from '../../../components/ui/paged-rows.tsx';
import { statusLooks } from '../../../components/ui/status.ts';
import { formatCount } from '../../../lib/format-count.ts';
import { useShortcuts } from '../../../lib/keyboard/use-shortcuts.ts';
import { useNow } from '../../../lib/time/use-now.ts';
import { csvAddress, useFollowCounts, useRecipientCount, useRecipients } from '../api/list-recipients.ts';
import { areRowsRemoved } from '../are-rows-removed.ts';
import { RecipientTable } from './recipient-table.tsx';

export interface RecipientFilter {
  status: NotificationStatus | null;
  search: string;
}

/** The recipients of a campaign: narrowed by state and address, all of them as CSV. */
export function RecipientLog({ campaign, stats, filter, onChange }: CampaignWithStats & { filter: RecipientFilter; onChange: (change: Partial<RecipientFilter>) => void }) {
  const [search] = useDebouncedValue(filter.search.trim(), 200);
  const conditions = { ...(filter.status === null ? {} : { status: [filter.status] }), ...(search === '' ? {} : { search }) };
  const isRunning = campaign.status === 'running';
  useFollowCounts(campaign.id, stats.counts, isRunning);
  const query = useRecipients(campaign.id, conditions, isRunning);
  const count = useRecipientCount(campaign.id, conditions, isRunning);
  const isFiltered = Object.keys(conditions).length > 0;
  // Unfiltered it is the number that stands above, to the same moment, unless some are no longer kept.
  const isAll = !isFiltered && (isRunning || count.data === undefined || count.data.capped);
  const inCsv = isAll ? { total: stats.total, capped: false } : count.data;
  const counted = search !== '' ? 0 : filter.status === null ? stats.total : (stats.counts[filter.status] ?? 0);
  const [first] = query.isPlaceholderData ? [] : (query.data?.pages ?? []);
  const areRemoved = areRowsRemoved({ shown: first?.items.length ?? 1, counted, startedAt: campaign.startedAt }, new Date(useNow()));
  const field = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: '/', label: 'Search', group: 'Lists', run: () => field.current?.focus() }]);
  return (
    <section aria-label="Log of recipients">
      <FilterBar
        search={
          <TextInput ref={field} size="xs" maxLength={254} aria-label="Search recipients by address or user id" placeholder="Beginning of an address, or a user id" leftSection={<IconSearch size={15} aria-hidden />} value={filter.search} onChange={(event) => onChange({ search: event.currentTarget.value })} />
        }
      >
        <NativeSelect size="xs" aria-label="State of the recipient" value={filter.status ?? ''} onChange={(event) => onChange({ status: NotificationStatus.safeParse(event.currentTarget.value).data ?? null })}>
          <option value="">Any state</option>
          {NotificationStatus.options.map((status) => (
            <option key={status} value={status}>
              {statusLooks[status].label}
            </option>
          ))}
        </NativeSelect>
        {!areRemoved && inCsv?.total !== 0 && (
          <Button component="a" href={csvAddress(campaign.id, conditions)} download size="xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />}>
            {inCsv === undefined ? 'CSV' : `CSV of ${formatCount(inCsv.total, inCsv.capped)}`}
          </Button>
        )}
      </FilterBar>
      <PagedRows
        query={query}
        label="the recipients"
        rowHeight={55}
        onClear={areRemoved || (filter.status === null && filter.search.trim() === '') ? null : () => onChange({ status: null, search: '' })}
        none={
          areRemoved ? (
            <EmptyState kind="none" title="No longer kept">
              What happened to each recipient was removed after its time; the numbers above are kept.
            </EmptyState>
          ) : (
            <EmptyState kind="none" title="No recipients yet">
              They are written down when the campaign is launched.
            </EmptyState>
          )
        }
      >
        {(recipients) => <RecipientTable recipients={recipients} />}
      </PagedRows>
    </section>
  );
}
