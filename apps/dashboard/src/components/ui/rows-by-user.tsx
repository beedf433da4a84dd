import { UserId } from '@carillon/domain';
import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo, useRef, type ReactNode } from 'react';
import { useShortcuts } from '../../lib/keyboard/use-shortcuts.ts';
import { EmptyState } from './empty-state.tsx';
import { FilterBar } from './filter-bar.tsx';
import { PagedRows } from './paged-rows.tsx';
import { PageHeader } from './page-header.tsx';
import type { StatusLook } from './status.ts';

/** The filter of {@link RowsByUser}: it lives in the address. `asked` is what to ask for: an id that can not exist is none. */
export function useFilterByUser<Status extends string>(statuses: readonly Status[]) {
  const state = useMemo(() => ({ userId: parseAsString.withDefault(''), status: parseAsStringLiteral(statuses) }), [statuses]);
  const [filter, setFilter] = useQueryStates(state, { limitUrlUpdates: debounce(200) });
  const [typed] = useDebouncedValue(filter.userId, 200);
  return { statuses, filter, setFilter, asked: { ...filter, userId: isId(typed) ? typed : '' } };
}

interface RowsByUserProps<Status extends string, Row> {
  title: string;
  description: string;
  filterBy: ReturnType<typeof useFilterByUser<Status>>;
  /** What stands in front of the id, where rows are found by more than that. */
  search?: { value: string; onChange: (text: string) => void; label: string; placeholder: string };
  /** What is to be known about the rows below. */
  note?: ReactNode;
  /** How many there are. */
  total?: ReactNode;
  looks: Record<Status, StatusLook>;
  query: UseInfiniteQueryResult<InfiniteData<{ items: Row[] }>>;
  children: (rows: Row[]) => ReactNode;
}

/** A page of what the sql-service knows of users, narrowed by user and state. */
export function RowsByUser<Status extends string, Row>({ title, description, filterBy: { statuses, filter, setFilter }, search, note, total, looks, query, children }: RowsByUserProps<Status, Row>) {
  const field = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: '/', label: 'Search', group: 'Lists', run: () => field.current?.focus() }]);
  const rows = title.toLowerCase();
  // An id that can not exist is told at the field; the rows are those without it.
  const error = filter.userId === '' || isId(filter.userId) ? undefined : 'Ids have letters, digits, dots, hyphens and underscores only';
  const byId = (
    <TextInput {...(search === undefined ? { ref: field, leftSection: <IconSearch size={15} aria-hidden /> } : { w: 170 })} size="xs" aria-label="Id of the user" placeholder="Id of the user" value={filter.userId} error={error} onChange={(event) => void setFilter({ userId: event.currentTarget.value })} />
  );
  const unfiltered = filter.userId === '' && filter.status === null && (search?.value.trim() ?? '') === '';
  const clear = () => {
    void setFilter(null);
    search?.onChange('');
  };

  return (
    <>
      <PageHeader title={title} description={description} />
      <FilterBar search={search === undefined ? byId : <TextInput ref={field} size="xs" maxLength={100} aria-label={search.label} placeholder={search.placeholder} leftSection={<IconSearch size={15} aria-hidden />} value={search.value} onChange={(event) => search.onChange(event.currentTarget.value)} />}>
        {search !== undefined && byId}
        <NativeSelect size="xs" aria-label="State" value={filter.status ?? ''} onChange={(event) => void setFilter({ status: statuses.find((status) => status === event.currentTarget.value) ?? null })}>
          <option value="">Any state</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {looks[status].label}
            </option>
          ))}
        </NativeSelect>
      </FilterBar>
      {note}
      <PagedRows
        query={query}
        label={`the ${rows}`}
        rowHeight={55}
        total={total}
        onClear={unfiltered ? null : clear}
        none={
          <EmptyState kind="none" title={`No ${rows} yet`}>
            Your system adds them to the sql-service. <code>npm run demo</code> fills a trial installation.
          </EmptyState>
        }
      >
        {children}
      </PagedRows>
    </>
  );
}

function isId(text: string): boolean {
  return UserId.safeParse(text.trim()).success;
}
