import type { DeadLetterGroup } from '@carillon/domain';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../../components/ui/skeletons.tsx';
import table from '../../../components/ui/table.module.css';
import { formatCount } from '../../../lib/format-count.ts';
import { usePermission } from '../../../lib/session/session-context.tsx';
import { useDeadLetters } from '../api/dead-letters.ts';
import { RetryDeadLetters } from './retry-dead-letters.tsx';

/** Jobs that were given up: what went wrong in the product itself, rather than with a message. */
export function DeadLettersCard() {
  const query = useDeadLetters();
  const mayRetry = usePermission('queues:write');
  const [asking, setAsking] = useState<DeadLetterGroup | null>(null);

  return (
    <Card title="Jobs that were given up" flush>
      <QueryView query={query} label="the jobs that were given up" skeleton={<RowSkeleton rows={2} height={55} />}>
        {({ items, complete }) => (items.length === 0 ? <p className={table.none}>None. A job that fails for a reason of our own is tried again for minutes; what fails even then is kept here until its work is done.</p> : <DeadLetterTable groups={items} complete={complete} onRetry={mayRetry ? setAsking : null} />)}
      </QueryView>
      <RetryDeadLetters group={asking} onClose={() => setAsking(null)} />
    </Card>
  );
}

function DeadLetterTable({ groups, complete, onRetry }: { groups: readonly DeadLetterGroup[]; complete: boolean; onRetry: ((group: DeadLetterGroup) => void) | null }) {
  return (
    <div className={table.scroller} tabIndex={0} role="region" aria-label="Jobs that were given up">
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            <th scope="col">Job</th>
            <th scope="col">Reason</th>
            <th scope="col" className={table.number}>
              Jobs
            </th>
            <th scope="col">Last</th>
            {onRetry !== null && <th scope="col">Change</th>}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={`${group.jobName} ${group.reason}`}>
              <td className={table.nowrap}>
                <code>{group.jobName}</code>
              </td>
              <td className={table.long}>{group.reason}</td>
              <td className={table.number} data-heading="Jobs">{formatCount(group.count, !complete)}</td>
              <td className={table.nowrap} data-heading="Last">
                <Instant at={group.lastAt} />
              </td>
              {onRetry !== null && (
                <td className={table.nowrap}>
                  <Button size="compact-xs" variant="default" onClick={() => onRetry(group)}>
                    Run again<span className={table.hidden}> {group.jobName}: {group.reason}</span>
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {!complete && <p className={table.note}>Only the newest 10,000 are grouped here. “Run again” means all of its kind.</p>}
    </div>
  );
}
