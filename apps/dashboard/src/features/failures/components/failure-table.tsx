import { noReason, type FailureFilter, type FailureGroup } from '@carillon/domain';
import { Checkbox } from '@mantine/core';
import { Link } from 'react-router';
import { Instant } from '../../../components/ui/instant.tsx';
import { StatusBadge } from '../../../components/ui/status-badge.tsx';
import table from '../../../components/ui/table.module.css';
import { formatCount } from '../../../lib/format-count.ts';
import { linkToRows } from '../log-link.ts';

interface FailureTableProps {
  groups: readonly FailureGroup[];
  /** There may be more of each than is counted here. */
  newestOnly: boolean;
  filter: FailureFilter;
  /** Null where nothing can be chosen: the reader may only look. */
  chosen: readonly string[] | null;
  onChoose: (reasons: string[]) => void;
}

/** What failed, one row for each reason. */
export function FailureTable({ groups, newestOnly, filter, chosen, onChoose }: FailureTableProps) {
  return (
    <div className={`${table.scroller} ${table.framed}`} tabIndex={0} role="region" aria-label="Failures by reason">
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            {chosen !== null && (
              <th scope="col">
                <span className={table.hidden}>Chosen</span>
              </th>
            )}
            <th scope="col">Reason</th>
            <th scope="col">State</th>
            <th scope="col" className={table.number}>
              Notifications
            </th>
            <th scope="col">Last</th>
            <th scope="col">Example</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={`${group.status} ${group.reason ?? ''}`}>
              {chosen !== null && <td>{group.reason !== null && <Choice reason={group.reason} chosen={chosen} onChoose={onChoose} />}</td>}
              <td className={table.long}>{group.reason ?? <span className={table.quiet}>{noReason}</span>}</td>
              <td className={table.nowrap}>
                <StatusBadge status={group.status} />
              </td>
              <td className={table.number} data-heading="Notifications">
                <Link to={linkToRows(group, filter)} className={table.strongLink}>
                  {formatCount(group.count, newestOnly)}
                  <span className={table.hidden}> in the log: {group.reason ?? 'no reason'}</span>
                </Link>
              </td>
              <td className={table.nowrap} data-heading="Last">
                <Instant at={group.lastAt} />
              </td>
              <td className={table.nowrap} data-heading="Example">
                <Link to={`/notifications/${group.sampleId}`} className={table.strongLink}>
                  Open<span className={table.hidden}> an example of: {group.reason ?? 'no reason'}</span>
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Choice({ reason, chosen, onChoose }: { reason: string; chosen: readonly string[]; onChoose: (reasons: string[]) => void }) {
  const isChosen = chosen.includes(reason);
  return <Checkbox size="xs" aria-label={`Choose: ${reason}`} checked={isChosen} onChange={() => onChoose(isChosen ? chosen.filter((other) => other !== reason) : [...chosen, reason])} />;
}
