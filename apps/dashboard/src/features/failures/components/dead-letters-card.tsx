import type { DeadLetterGroup } from '@carillon/domain';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../../components/ui/skeletons.tsx';
import table from '../../../components/ui/table.module.css';
import { usePermission } from '../../../lib/session/session-context.tsx';
import { useDeadLetters, useRetryDeadLetters } from '../api/dead-letters.ts';

/** Jobs that were given up: what went wrong in the product itself, rather than with a message. */
export function DeadLettersCard() {
  const query = useDeadLetters();
  const mayRetry = usePermission('queues:write');
  const [asking, setAsking] = useState<DeadLetterGroup | null>(null);
  const retry = useRetryDeadLetters();
  const ask = (group: DeadLetterGroup) => {
    retry.reset();
    setAsking(group);
  };
  const confirm = () => {
    if (asking === null) return;
    retry.mutate(asking, {
      onSuccess: ({ count, unreadable }) => {
        setAsking(null);
        notifications.show({ message: `${count.toLocaleString('en')} run again${unreadable === 0 ? '' : `; ${unreadable.toLocaleString('en')} can not run as they are, and stay`}` });
      },
    });
  };

  return (
    <Card title="Jobs that were given up" flush>
      <QueryView query={query} label="the jobs that were given up" skeleton={<RowSkeleton rows={2} height={55} />}>
        {({ items }) => (items.length === 0 ? <p className={table.none}>None. A job that fails for a reason of our own is tried again for minutes; what fails even then is kept here.</p> : <DeadLetterTable groups={items} onRetry={mayRetry ? ask : null} />)}
      </QueryView>
      <ConfirmDialog
        opened={asking !== null}
        title="Run these jobs again?"
        confirmLabel={`Run ${asking?.count.toLocaleString('en') ?? ''} again`}
        pending={retry.isPending}
        error={retry.error}
        onClose={() => setAsking(null)}
        onConfirm={confirm}
      >
        <strong>{asking?.count.toLocaleString('en')}</strong> jobs <code>{asking?.jobName}</code> go back into the queue {asking?.queue}. Each looks first at what it is about, and does nothing that was done already.
      </ConfirmDialog>
    </Card>
  );
}

function DeadLetterTable({ groups, onRetry }: { groups: readonly DeadLetterGroup[]; onRetry: ((group: DeadLetterGroup) => void) | null }) {
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
              <td className={table.number} data-heading="Jobs">{group.count.toLocaleString('en')}</td>
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
    </div>
  );
}
