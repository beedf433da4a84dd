import type { QueueStatus } from '@carillon/domain';
import table from '../../../components/ui/table.module.css';
import { useRowKeys } from '../../../components/ui/use-row-keys.ts';
import { usePermission } from '../../../lib/session/session-context.tsx';
import { QueueRow } from './queue-row.tsx';

export function QueueTable({ queues }: { queues: readonly QueueStatus[] }) {
  const mayWrite = usePermission('queues:write');
  const { listRef } = useRowKeys(mayWrite ? queues.length : 0);
  return (
    <div ref={listRef} className={`${table.scroller} ${table.framed}`} tabIndex={0} role="region" aria-label="Queues">
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            <th scope="col">Queue</th>
            <th scope="col">State</th>
            <th scope="col" className={table.number}>Waiting</th>
            <th scope="col" className={table.number}>Active</th>
            <th scope="col" className={table.number}>Delayed</th>
            <th scope="col" className={table.number}>Oldest waiting</th>
            <th scope="col" className={table.number} title="Over the last five full minutes">Done / min</th>
            <th scope="col" className={table.number} title="Over the last five full minutes">Failed / min</th>
            <th scope="col" className={table.number}>Workers</th>
            {mayWrite && <th scope="col">Change</th>}
          </tr>
        </thead>
        <tbody>
          {queues.map((queue, index) => (
            <QueueRow key={queue.name} queue={queue} index={index} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
