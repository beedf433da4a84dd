import type { NotificationFilter } from '@carillon/domain';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { recognizeId } from '../../../lib/recognize-id.ts';
import { useShortcuts } from '../../../lib/keyboard/use-shortcuts.ts';
import type { ChangeFilter } from '../filter-state.ts';
import { parseSearch } from '../parse-search.ts';
import classes from './log-filters.module.css';

const FacetPopovers = lazy(() => import('./facet-popovers.tsx').then((module) => ({ default: module.FacetPopovers })));

const hours = { '1 hour': 1, '24 hours': 24, '7 days': 7 * 24, '30 days': 30 * 24 } as const;

/** What narrows the log: the search box, and a facet for each thing one filters by most. */
export function LogFilters({ filter, onChange }: { filter: NotificationFilter; onChange: ChangeFilter }) {
  const navigate = useNavigate();
  const search = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(filter.search ?? '');
  useEffect(() => setTyped(filter.search ?? ''), [filter.search]);
  useShortcuts([{ keys: '/', label: 'Search', group: 'Lists', run: () => search.current?.focus() }]);

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const page = recognizeId(typed);
    if (page !== null) return void navigate(page);
    onChange({ search: undefined, ...parseSearch(typed) });
  }

  return (
    <div className={classes.filters}>
      <form role="search" onSubmit={submit} className={classes.search}>
        <TextInput
          ref={search}
          size="xs"
          aria-label="Search by address, id or words of the subject"
          placeholder="Address, id, subject, or status:failed"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </form>
      <Suspense
        fallback={
          <Button size="xs" variant="default" disabled>
            State and more
          </Button>
        }
      >
        <FacetPopovers filter={filter} onChange={onChange} />
      </Suspense>
      <NativeSelect
        size="xs"
        aria-label="Created"
        value={filter.from === undefined && filter.to === undefined ? '' : 'set'}
        onChange={(event) => {
          const length = Object.entries(hours).find(([name]) => name === event.currentTarget.value)?.[1];
          onChange({ from: length === undefined ? undefined : new Date(Date.now() - length * 3_600_000).toISOString(), to: undefined });
        }}
      >
        <option value="">Any time</option>
        {Object.keys(hours).map((name) => (
          <option key={name} value={name}>
            Last {name}
          </option>
        ))}
        {(filter.from !== undefined || filter.to !== undefined) && <option value="set">Chosen range</option>}
      </NativeSelect>
    </div>
  );
}
