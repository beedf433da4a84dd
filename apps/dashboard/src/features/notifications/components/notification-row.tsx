import type { NotificationSummary } from '@carillon/domain';
import { memo } from 'react';
import { Link } from 'react-router';
import { Instant } from '../../../components/ui/instant.tsx';
import { StatusBadge } from '../../../components/ui/status-badge.tsx';
import { statusLooks } from '../../../components/ui/status.ts';
import classes from './notification-table.module.css';

interface NotificationRowProps {
  row: NotificationSummary;
  index: number;
  /** Place and height within the table, in pixels. */
  top: number;
  height: number;
}

/** One notification. The whole row is one link, which carries the focus. */
export const NotificationRow = memo(function NotificationRow({ row, index, top, height }: NotificationRowProps) {
  return (
    <div role="row" aria-rowindex={index + 2} className={classes.row} data-notification={row.id} style={{ top, height }}>
      <span role="cell">
        <StatusBadge status={row.status} />
      </span>
      <span role="cell" className={classes.recipient}>
        <Link to={`/notifications/${row.id}`} data-row={index} className={classes.link}>
          {row.to}
        </Link>
      </span>
      <span role="cell" className={classes.subject} title={row.reason ?? row.subject}>
        {row.tags.map((tag) => (
          <span key={tag} className={classes.tag}>
            {tag}
          </span>
        ))}
        {row.subject}
        {row.reason !== null && <span className={classes.reason} data-tone={statusLooks[row.status].tone}> {row.reason}</span>}
      </span>
      <span role="cell" className={classes.wide}>
        {row.category}
      </span>
      <span role="cell" className={classes.wide}>
        {row.template?.name ?? '–'}
      </span>
      <span role="cell" className={classes.tries}>
        {row.attemptCount}
      </span>
      <span role="cell" className={classes.time}>
        <Instant at={row.createdAt} />
      </span>
    </div>
  );
});
