import { Skeleton } from '@mantine/core';
import { Link } from 'react-router';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { StatusBadge } from '../../../components/ui/status-badge.tsx';
import { useNotification } from '../api/get-notification.ts';
import classes from './notification-progress.module.css';

/** Where a notification stands, live, with the way to its log. */
export function NotificationProgress({ id }: { id: string }) {
  const query = useNotification(id);
  return (
    <QueryView query={query} label="the notification" skeleton={<Skeleton height={58} />}>
      {(notification) => (
        <div className={classes.progress} data-testid="progress">
          <div role="status">
            <StatusBadge status={notification.status} large />
          </div>
          <p className={classes.words}>
            {notification.reason ?? `“${notification.subject}” to ${notification.to}`}
          </p>
          <Link to={`/notifications/${id}`} className={classes.link}>
            Open its log
          </Link>
        </div>
      )}
    </QueryView>
  );
}
