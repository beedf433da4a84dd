import { CampaignStatus } from '@carillon/domain';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useRef } from 'react';
import { Link } from 'react-router';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { FilterBar } from '../../components/ui/filter-bar.tsx';
import { PagedRows } from '../../components/ui/paged-rows.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { useCampaigns } from '../../features/campaigns/api/list-campaigns.ts';
import { campaignLooks } from '../../features/campaigns/campaign-looks.ts';
import { CampaignTable } from '../../features/campaigns/components/campaign-table.tsx';
import { useShortcuts } from '../../lib/keyboard/use-shortcuts.ts';
import { usePermission } from '../../lib/session/session-context.tsx';

const state = { search: parseAsString.withDefault(''), status: parseAsStringLiteral(CampaignStatus.options) };

export function CampaignsPage() {
  const [filter, setFilter] = useQueryStates(state, { limitUrlUpdates: debounce(200) });
  const [search] = useDebouncedValue(filter.search, 200);
  const query = useCampaigns({ ...filter, search });
  const mayWrite = usePermission('campaigns:write');
  const field = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: '/', label: 'Search', group: 'Lists', run: () => field.current?.focus() }]);
  const newButton = mayWrite ? (
    <Button component={Link} to="/campaigns/new" size="xs" leftSection={<IconPlus size={14} aria-hidden />}>
      New campaign
    </Button>
  ) : undefined;

  return (
    <>
      <PageHeader title="Campaigns" description="One message to everybody in a segment: written, reviewed, launched, and followed to each recipient." actions={newButton} />
      <FilterBar
        search={
          <TextInput ref={field} size="xs" maxLength={120} aria-label="Search by name or id" placeholder="Name or id" leftSection={<IconSearch size={15} aria-hidden />} value={filter.search} onChange={(event) => void setFilter({ search: event.currentTarget.value })} />
        }
      >
        <NativeSelect size="xs" aria-label="State" value={filter.status ?? ''} onChange={(event) => void setFilter({ status: CampaignStatus.safeParse(event.currentTarget.value).data ?? null })}>
          <option value="">Any state</option>
          {CampaignStatus.options.map((status) => (
            <option key={status} value={status}>
              {campaignLooks[status].label}
            </option>
          ))}
        </NativeSelect>
      </FilterBar>
      <PagedRows
        query={query}
        label="the campaigns"
        rowHeight={55}
        onClear={filter.search.trim() === '' && filter.status === null ? null : () => void setFilter(null)}
        none={
          <EmptyState kind="none" title="No campaigns yet" action={newButton}>
            Write a template, choose a segment, review who would get what, and launch.
          </EmptyState>
        }
      >
        {(campaigns) => <CampaignTable campaigns={campaigns} />}
      </PagedRows>
    </>
  );
}
