import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { Link } from 'react-router';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { useNotificationCount } from '../../features/notifications/api/count-notifications.ts';
import { FilterChips } from '../../features/notifications/components/filter-chips.tsx';
import { LogFilters } from '../../features/notifications/components/log-filters.tsx';
import { NotificationLog } from '../../features/notifications/components/notification-log.tsx';
import { useNotificationFilter } from '../../features/notifications/filter-state.ts';
import { formatCount } from '../../lib/format-count.ts';
import { apiBase, toQuery } from '../../lib/http/request.ts';
import { usePermission } from '../../lib/session/session-context.tsx';

export function NotificationsPage() {
  const { filter, change, clear } = useNotificationFilter();
  const [follow, setFollow] = useQueryState('follow', parseAsBoolean.withDefault(false));
  const count = useNotificationCount(filter);
  const mayWrite = usePermission('notifications:write');
  const filtered = Object.keys(filter).length > 0;
  const total = count.data === undefined ? '' : formatCount(count.data.total, count.data.capped);

  return (
    <>
      <PageHeader
        title="Notifications"
        actions={
          <Button component="a" size="xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />} href={`${apiBase}/notifications/export.csv?${toQuery(filter)}`} download>
            Download CSV
          </Button>
        }
      />
      <LogFilters filter={filter} onChange={change} />
      <FilterChips filter={filter} onChange={change} onClear={clear} />
      <NotificationLog
        key={JSON.stringify(filter)}
        filter={filter}
        follow={follow}
        onFollowChange={(next) => void setFollow(next)}
        summary={
          <span aria-live="polite" data-total={count.data?.total}>
            {total === '' ? (count.isError ? 'They could not be counted' : 'Counting…') : `${total} ${count.data?.total === 1 ? 'notification' : 'notifications'}`}
          </span>
        }
        empty={
          filtered ? (
            <EmptyState
              kind="no-match"
              title="Nothing matches these filters"
              action={
                <Button variant="default" onClick={clear}>
                  Clear the filters
                </Button>
              }
            >
              There may be notifications outside of what you chose.
            </EmptyState>
          ) : (
            <EmptyState
              kind="none"
              title="No notifications yet"
              action={
                mayWrite ? (
                  <Button component={Link} to="/test-email">
                    Send a test e-mail
                  </Button>
                ) : undefined
              }
            >
              Send one by hand, or let your system call POST /api/v1/notifications.
            </EmptyState>
          )
        }
      />
    </>
  );
}
