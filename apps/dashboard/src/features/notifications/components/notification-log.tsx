import type { NotificationFilter } from '@carillon/domain';
import { Switch } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useMemo, useState, type ReactNode } from 'react';
import { ErrorPanel } from '../../../components/ui/error-panel.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../../components/ui/skeletons.tsx';
import { StaleStrip } from '../../../components/ui/stale-strip.tsx';
import { useNotificationLog } from '../api/list-notifications.ts';
import { NotificationTable } from './notification-table.tsx';
import classes from './notification-log.module.css';

interface NotificationLogProps {
  filter: NotificationFilter;
  follow: boolean;
  onFollowChange: (follow: boolean) => void;
  /** What stands in the place of rows when there are none. */
  empty: ReactNode;
  /** What stands above the rows: how many there are. */
  summary: ReactNode;
}

/** The rows of a filter, with what is new waiting behind a pill. Following only adds rows while one is at the top. */
export function NotificationLog({ filter, follow, onFollowChange, empty, summary }: NotificationLogProps) {
  const atTop = useAtTop();
  const { log, refresh, waiting, showWaiting } = useNotificationLog(filter, follow && atTop);
  const rows = useMemo(() => log.data?.pages.flatMap((page) => page.items) ?? [], [log.data]);

  const letIn = useEffectEvent(showWaiting);
  useEffect(() => {
    if (follow && atTop && waiting > 0) letIn();
  }, [follow, atTop, waiting]);

  return (
    <>
      <div className={classes.bar}>
        {summary}
        <Switch size="xs" label="Follow new rows" checked={follow} onChange={(event) => onFollowChange(event.currentTarget.checked)} />
      </div>
      {refresh.error !== null && log.error === null && <StaleStrip since={log.dataUpdatedAt} onRetry={() => void refresh.refetch()} />}
      <div role="status" className={classes.pillSlot}>
        {waiting > 0 && (
          <button
            type="button"
            className={classes.pill}
            onClick={() => {
              showWaiting();
              window.scrollTo({ top: 0 });
            }}
          >
            <IconArrowUp size={14} aria-hidden /> {waiting.toLocaleString('en')} new
          </button>
        )}
      </div>
      <QueryView query={{ ...log, error: log.isFetchNextPageError ? null : log.error }} label="the notifications" skeleton={<RowSkeleton rows={16} />}>
        {() =>
          rows.length === 0 ? (
            empty
          ) : (
            <>
              <NotificationTable rows={rows} hasMore={log.hasNextPage} onNearEnd={() => (log.isFetchingNextPage || log.isFetchNextPageError ? undefined : void log.fetchNextPage())} />
              {log.isFetchNextPageError && <ErrorPanel error={log.error} onRetry={() => void log.fetchNextPage()} />}
            </>
          )
        }
      </QueryView>
    </>
  );
}

function useAtTop(): boolean {
  const [atTop, setAtTop] = useState(() => window.scrollY < 40);
  useEffect(() => {
    const measure = () => setAtTop(window.scrollY < 40);
    window.addEventListener('scroll', measure, { passive: true });
    return () => window.removeEventListener('scroll', measure);
  }, []);
  return atTop;
}
