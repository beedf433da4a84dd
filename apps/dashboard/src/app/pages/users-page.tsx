import { UserStatus } from '@carillon/domain';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconFileImport, IconSearch } from '@tabler/icons-react';
import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { lazy, Suspense, useRef, useState } from 'react';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { FilterBar } from '../../components/ui/filter-bar.tsx';
import { PagedRows } from '../../components/ui/paged-rows.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { useUsers } from '../../features/users/api/list-users.ts';
import { UserTable } from '../../features/users/components/user-table.tsx';
import { userLooks } from '../../features/users/user-looks.ts';
import { useShortcuts } from '../../lib/keyboard/use-shortcuts.ts';
import { usePermission } from '../../lib/session/session-context.tsx';
import { useDebounced } from '../../lib/use-debounced.ts';

const ImportUsersDialog = lazy(() => import('../../features/users/components/import-users-dialog.tsx').then((module) => ({ default: module.ImportUsersDialog })));
const state = { search: parseAsString.withDefault(''), status: parseAsStringLiteral(UserStatus.options) };

export function UsersPage() {
  const [filter, setFilter] = useQueryStates(state, { limitUrlUpdates: debounce(200) });
  const search = useDebounced(filter.search, 200);
  const query = useUsers({ ...filter, search });
  const mayImport = usePermission('users:write');
  const [importing, setImporting] = useState<boolean | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: '/', label: 'Search', group: 'Lists', run: () => field.current?.focus() }]);
  const importButton = mayImport ? (
    <Button size="xs" leftSection={<IconFileImport size={14} aria-hidden />} onClick={() => setImporting(true)}>
      Import CSV
    </Button>
  ) : undefined;

  return (
    <>
      <PageHeader title="Users" description="The people that reminders go to, and why each did or did not get one." actions={importButton} />
      <FilterBar
        search={
          <TextInput ref={field} size="xs" maxLength={100} aria-label="Search by name, address or id" placeholder="Name, address or id" leftSection={<IconSearch size={15} aria-hidden />} value={filter.search} onChange={(event) => void setFilter({ search: event.currentTarget.value })} />
        }
      >
        <NativeSelect size="xs" aria-label="State" value={filter.status ?? ''} onChange={(event) => void setFilter({ status: UserStatus.safeParse(event.currentTarget.value).data ?? null })}>
          <option value="">Any state</option>
          {UserStatus.options.map((status) => (
            <option key={status} value={status}>
              {userLooks[status].label}
            </option>
          ))}
        </NativeSelect>
      </FilterBar>
      <PagedRows
        query={query}
        label="the users"
        rowHeight={55}
        onClear={filter.search.trim() === '' && filter.status === null ? null : () => void setFilter(null)}
        none={
          <EmptyState kind="none" title="No users yet" action={importButton}>
            Import a CSV file, or let your system call the mongo-service. <code>npm run demo</code> fills a trial installation.
          </EmptyState>
        }
      >
        {(users) => <UserTable users={users} />}
      </PagedRows>
      {importing !== null && (
        <Suspense fallback={null}>
          <ImportUsersDialog opened={importing} onClose={() => setImporting(false)} />
        </Suspense>
      )}
    </>
  );
}
