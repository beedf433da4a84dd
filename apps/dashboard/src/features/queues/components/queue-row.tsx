import type { QueueStatus } from '@carillon/domain';
import table from '../../../components/ui/table.module.css';
import { ToneBadge } from '../../../components/ui/tone-badge.tsx';
import { formatDuration } from '../../../lib/time/format-instant.ts';
import { usePermission } from '../../../lib/session/session-context.tsx';
import { queueLook } from './queue-looks.ts';
import { QueueSwitch } from './queue-switch.tsx';

const count = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 1 });

export function QueueRow({ queue, index }: { queue: QueueStatus; index: number }) {
  const mayWrite = usePermission('queues:write');
  const { name, depth, oldestWaitingMs, perMinute, workers } = queue;
  return (
    <tr>
      <td>
        <strong>{name}</strong>
      </td>
      <td className={table.nowrap}>
        <ToneBadge look={queueLook(queue)} />
      </td>
      <td className={table.number} data-heading="Waiting">{count(depth.waiting)}</td>
      <td className={table.number} data-heading="Active">{count(depth.active)}</td>
      <td className={table.number} data-heading="Delayed">{count(depth.delayed)}</td>
      <td className={`${table.number} ${table.nowrap}`} data-heading="Oldest waiting">{oldestWaitingMs === null ? <span className={table.quiet}>None waiting</span> : formatDuration(oldestWaitingMs)}</td>
      <td className={`${table.number} ${table.nowrap}`} data-heading="Done / min">{count(perMinute.completed)}</td>
      <td className={`${table.number} ${table.nowrap}`} data-heading="Failed / min">{count(perMinute.failed)}</td>
      <td className={table.number} data-heading="Workers">{workers}</td>
      {mayWrite && (
        <td className={table.nowrap}>
          <QueueSwitch queue={queue} index={index} />
        </td>
      )}
    </tr>
  );
}
