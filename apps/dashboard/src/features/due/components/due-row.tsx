import type { DueEntry } from '@carillon/domain';
import { Link } from 'react-router';
import table from '../../../components/ui/table.module.css';
import { ToneBadge } from '../../../components/ui/tone-badge.tsx';
import { formatUtc } from '../../../lib/time/format-instant.ts';
import { ruleLabels } from '../../../lib/rule-labels.ts';
import { formatInZone } from '../format-in-zone.ts';
import classes from './due-table.module.css';
import { verdictLooks } from './verdict-looks.ts';

/** One subject as the rule sees it: who, whether, why and since when. */
export function DueRow({ entry, index }: { entry: DueEntry; index: number }) {
  const { rule, subjectId, userId, userName, email, verdict, code, reason, notificationId } = entry;
  return (
    <tr>
      <td>
        {userName === null ? (
          <span data-row={index} tabIndex={-1}>
            {userId}
          </span>
        ) : (
          <Link to={`/users/${encodeURIComponent(userId)}`} data-row={index} className={table.strongLink}>
            {userName}
          </Link>
        )}
        <div className={table.quiet}>{email ?? 'no address known'}</div>
      </td>
      <td className={table.nowrap}>
        <ToneBadge look={verdictLooks[verdict]} />
        {code !== null && <div className={table.quiet}>{code}</div>}
      </td>
      <td className={classes.reason}>
        {reason}
        {notificationId !== null && (
          <div>
            <Link to={`/notifications/${notificationId}`} className={classes.link}>
              Open the message
            </Link>
          </div>
        )}
      </td>
      <td className={table.nowrap} data-heading="Due since">
        <DueTime entry={entry} />
      </td>
      <td className={table.nowrap} data-heading="Rule">
        {ruleLabels[rule]}
        {subjectId !== userId && (
          <div className={table.quiet}>
            <code>{subjectId}</code>
          </div>
        )}
      </td>
    </tr>
  );
}

/** By the clock of the user, and in UTC. */
function DueTime({ entry: { dueAt, timeZone } }: { entry: DueEntry }) {
  if (dueAt === null) return <span className={table.quiet}>–</span>;
  const instant = new Date(dueAt);
  const local = timeZone === null ? null : formatInZone(instant, timeZone);
  return (
    <time dateTime={dueAt}>
      {local !== null && (
        <div>
          {local} <span className={table.quiet}>{timeZone}</span>
        </div>
      )}
      <div className={table.quiet}>{formatUtc(instant)}</div>
    </time>
  );
}
