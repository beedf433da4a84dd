import { NotificationStatus, type CampaignWithStats } from '@carillon/domain';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { FilterBar } from '../../../components/ui/filter-bar.tsx';
import { PagedRows } from '../../../components/ui/paged-rows.tsx';
import { statusLooks } from '../../../components/ui/status.ts';
import { useShortcuts } from '../../../lib/keyboard/use-shortcuts.ts';
import { csvAddress, useFollowCounts, useRecipientCount, useRecipients } from '../api/list-recipients.ts';
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
  // Unfiltered it is the number that stands above, to the same moment.
  const inCsv = Object.keys(conditions).length === 0 ? { total: stats.total, capped: false } : count.data;
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
        <Button component="a" href={csvAddress(campaign.id, conditions)} download size="xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />}>
          {inCsv === undefined ? 'CSV' : `CSV of ${inCsv.total.toLocaleString('en')}${inCsv.capped ? '+' : ''}`}
        </Button>
      </FilterBar>
      <PagedRows
        query={query}
        label="the recipients"
        rowHeight={55}
        onClear={filter.status === null && filter.search.trim() === '' ? null : () => onChange({ status: null, search: '' })}
        none={
          <EmptyState kind="none" title="No recipients yet">
            They are written down when the campaign is launched.
          </EmptyState>
        }
      >
        {(recipients) => <RecipientTable recipients={recipients} />}
      </PagedRows>
    </section>
  );
}
