import { UserStatus } from '@carillon/domain';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconFileImport, IconPlus, IconSearch } from '@tabler/icons-react';
import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { lazy, Suspense, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { FilterBar } from '../../components/ui/filter-bar.tsx';
import { PagedRows } from '../../components/ui/paged-rows.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { RowTotal } from '../../components/ui/row-total.tsx';
import { useUserCount, useUsers } from '../../features/users/api/list-users.ts';
import { UserTable } from '../../features/users/components/user-table.tsx';
import { userLooks } from '../../features/users/user-looks.ts';
import { apiBase, toQuery } from '../../lib/http/request.ts';
import { useShortcuts } from '../../lib/keyboard/use-shortcuts.ts';
import { usePermission } from '../../lib/session/session-context.tsx';

const ImportUsersDialog = lazy(() => import('../../features/users/components/import-users-dialog.tsx').then((module) => ({ default: module.ImportUsersDialog })));
const UserFormDialog = lazy(() => import('../../features/users/components/user-form-dialog.tsx').then((module) => ({ default: module.UserFormDialog })));
const state = { search: parseAsString.withDefault(''), status: parseAsStringLiteral(UserStatus.options), tag: parseAsString.withDefault('') };

export function UsersPage() {
  const [filter, setFilter] = useQueryStates(state, { limitUrlUpdates: debounce(200) });
  const [search] = useDebouncedValue(filter.search, 200);
  const [tag] = useDebouncedValue(filter.tag, 200);
  const query = useUsers({ ...filter, search, tag });
  const count = useUserCount({ ...filter, search, tag });
  const mayWrite = usePermission('users:write');
  const navigate = useNavigate();
  const [adding, setAdding] = useState<boolean | null>(null);
  const [importing, setImporting] = useState<boolean | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: '/', label: 'Search', group: 'Lists', run: () => field.current?.focus() }]);
  const importButton = mayWrite ? (
    <Button size="xs" variant="default" leftSection={<IconFileImport size={14} aria-hidden />} onClick={() => setImporting(true)}>
      Import CSV
    </Button>
  ) : undefined;

  const actions = (
    <>
      <Button component="a" size="xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />} href={`${apiBase}/users/export.csv?${toQuery({ search: filter.search.trim(), status: filter.status, tag: filter.tag.trim() })}`} download>
        Export CSV
      </Button>
      {importButton}
      {mayWrite && (
        <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAdding(true)}>
          Add a user
        </Button>
      )}
    </>
  );

  return (
    <>
      <PageHeader title="Users" description="The people that reminders and campaigns go to, and why each did or did not get one." actions={actions} />
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
        <TextInput size="xs" w={130} maxLength={50} aria-label="Tag" placeholder="Tag" value={filter.tag} onChange={(event) => void setFilter({ tag: event.currentTarget.value })} />
      </FilterBar>
      <PagedRows
        query={query}
        label="the users"
        rowHeight={55}
        total={<RowTotal count={count.data} one="user" many="users" />}
        onClear={filter.search.trim() === '' && filter.tag.trim() === '' && filter.status === null ? null : () => void setFilter(null)}
        none={
          <EmptyState kind="none" title="No users yet" action={importButton}>
            Import a CSV file, add one by hand, or let your system call the mongo-service. <code>npm run demo</code> fills a trial installation.
          </EmptyState>
        }
      >
        {(users) => <UserTable users={users} />}
      </PagedRows>
      {adding !== null && (
        <Suspense fallback={null}>
          <UserFormDialog user={null} opened={adding} onClose={() => setAdding(false)} onSaved={({ id }) => void navigate(`/users/${encodeURIComponent(id)}`)} />
        </Suspense>
      )}
      {importing !== null && (
        <Suspense fallback={null}>
          <ImportUsersDialog opened={importing} onClose={() => setImporting(false)} />
        </Suspense>
      )}
    </>
  );
}
