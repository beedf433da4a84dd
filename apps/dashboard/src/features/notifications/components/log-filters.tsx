import { NotificationStatus, type NotificationFilter } from '@carillon/domain';
import { Button, Checkbox, NativeSelect, Popover, TextInput } from '@mantine/core';
import { IconChevronDown, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { StatusBadge } from '../../../components/ui/status-badge.tsx';
import { recognizeId } from '../../../lib/recognize-id.ts';
import { useShortcuts } from '../../../lib/keyboard/use-shortcuts.ts';
import type { ChangeFilter } from '../filter-state.ts';
import { parseSearch } from '../parse-search.ts';
import { MoreFilters } from './more-filters.tsx';
import classes from './log-filters.module.css';

const hours = { '1 hour': 1, '24 hours': 24, '7 days': 7 * 24, '30 days': 30 * 24 } as const;

/** What narrows the log: the search box, and a facet for each thing one filters by most. */
export function LogFilters({ filter, onChange }: { filter: NotificationFilter; onChange: ChangeFilter }) {
  const navigate = useNavigate();
  const search = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(filter.text ?? '');
  useEffect(() => setTyped(filter.text ?? ''), [filter.text]);
  useShortcuts([{ keys: '/', label: 'Search', group: 'Lists', run: () => search.current?.focus() }]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const page = recognizeId(typed);
    if (page !== null) return void navigate(page);
    onChange({ text: undefined, ...parseSearch(typed) });
  }

  const statuses = filter.status ?? [];
  const toggle = (status: NotificationStatus, wanted: boolean) => {
    const next = NotificationStatus.options.filter((option) => (option === status ? wanted : statuses.includes(option)));
    onChange({ status: next.length === 0 ? undefined : next });
  };

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
      <Popover position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            Status{statuses.length > 0 ? ` (${statuses.length})` : ''}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Statuses">
          <div className={classes.options}>
            {NotificationStatus.options.map((status) => (
              <Checkbox key={status} size="xs" label={<StatusBadge status={status} />} checked={statuses.includes(status)} onChange={(event) => toggle(status, event.currentTarget.checked)} />
            ))}
          </div>
        </Popover.Dropdown>
      </Popover>
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
      <MoreFilters filter={filter} onChange={onChange} />
    </div>
  );
}
