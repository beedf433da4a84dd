import { RetryableStatus, RuleName } from '@carillon/domain';
import { NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { Link } from 'react-router';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { FilterBar } from '../../components/ui/filter-bar.tsx';
import { NoMatch } from '../../components/ui/no-match.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../components/ui/skeletons.tsx';
import { statusLooks } from '../../components/ui/status.ts';
import { useFailures } from '../../features/failures/api/list-failures.ts';
import { DeadLettersCard } from '../../features/failures/components/dead-letters-card.tsx';
import { FailureTable } from '../../features/failures/components/failure-table.tsx';
import { RetryButtons } from '../../features/failures/components/retry-buttons.tsx';
import { describeCut, isCut } from '../../features/failures/describe-cut.ts';
import { ruleLabels } from '../../lib/rule-labels.ts';
import { usePermission } from '../../lib/session/session-context.tsx';

const state = { search: parseAsString.withDefault(''), status: parseAsStringLiteral(RetryableStatus.options), rule: parseAsStringLiteral(RuleName.options) };

export function FailuresPage() {
  const [{ search: typed, status, rule }, setState] = useQueryStates(state, { limitUrlUpdates: debounce(200) });
  const [chosen, setChosen] = useState<string[]>([]);
  const mayRetry = usePermission('notifications:write');
  const maySeeJobs = usePermission('queues:read');
  const [search] = useDebouncedValue(typed.trim().slice(0, 200), 200);
  const filter = { ...(search === '' ? {} : { search }), ...(status === null ? {} : { status }), ...(rule === null ? {} : { rule }) };
  const isFiltered = Object.keys(filter).length > 0;
  const query = useFailures(filter);
  const groups = query.data?.items ?? [];
  /** What is chosen and still there: a reason that left the list is not tried again unseen. */
  const present = chosen.filter((reason) => groups.some((group) => group.reason === reason));

  return (
    <>
      <PageHeader
        title="Failures"
        description="What will not be tried again by itself, by reason. What failed in a campaign is on its own page."
        actions={mayRetry && groups.length > 0 ? <RetryButtons filter={filter} chosen={present} onDone={() => setChosen([])} /> : undefined}
      />
      <FilterBar
        search={
          <TextInput size="xs" maxLength={200} aria-label="Search by address, subject or id" placeholder="Address, subject or id" leftSection={<IconSearch size={15} aria-hidden />} value={typed} onChange={(event) => void setState({ search: event.currentTarget.value })} />
        }
      >
        <NativeSelect size="xs" aria-label="State" value={status ?? ''} onChange={(event) => void setState({ status: RetryableStatus.safeParse(event.currentTarget.value).data ?? null })}>
          <option value="">Failed or unknown</option>
          {RetryableStatus.options.map((option) => (
            <option key={option} value={option}>
              {statusLooks[option].label}
            </option>
          ))}
        </NativeSelect>
        <NativeSelect size="xs" aria-label="Rule" value={rule ?? ''} onChange={(event) => void setState({ rule: RuleName.safeParse(event.currentTarget.value).data ?? null })}>
          <option value="">Any rule, or none</option>
          {RuleName.options.map((option) => (
            <option key={option} value={option}>
              {ruleLabels[option]}
            </option>
          ))}
        </NativeSelect>
      </FilterBar>
      <Stack gap="md">
        <QueryView query={query} label="the failures" skeleton={<RowSkeleton rows={6} height={39} />}>
          {({ items, ...cut }) =>
            items.length === 0 ? (
              <NoFailures onClear={isFiltered ? () => void setState(null) : null} />
            ) : (
              <div>
                <FailureTable groups={items} newestOnly={cut.newestOnly} filter={filter} chosen={mayRetry ? present : null} onChoose={setChosen} />
                {isCut(cut) && (
                  <Text size="xs" c="dimmed" mt={6}>
                    {describeCut(cut)} “Retry all that match” means all of them.
                  </Text>
                )}
              </div>
            )
          }
        </QueryView>
        {maySeeJobs && <DeadLettersCard />}
      </Stack>
    </>
  );
}

function NoFailures({ onClear }: { onClear: (() => void) | null }) {
  if (onClear !== null) return <NoMatch onClear={onClear} />;
  return (
    <EmptyState kind="none" title="No notification failed">
      Notifications that a provider refused for good, or whose outcome nobody knows, appear here. What failed in a campaign is told on the page of that <Link to="/campaigns">campaign</Link>.
    </EmptyState>
  );
}
