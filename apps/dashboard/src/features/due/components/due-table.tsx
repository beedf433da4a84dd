import type { DueEntry } from '@carillon/domain';
import table from '../../../components/ui/table.module.css';
import { useRowKeys } from '../../../components/ui/use-row-keys.ts';
import { DueRow } from './due-row.tsx';

export function DueTable({ entries }: { entries: readonly DueEntry[] }) {
  const { listRef } = useRowKeys(entries.length);
  return (
    <div ref={listRef} className={`${table.scroller} ${table.framed}`} tabIndex={0} role="region" aria-label="Due users">
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">Verdict</th>
            <th scope="col">Why</th>
            <th scope="col">Due since</th>
            <th scope="col">Rule</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            <DueRow key={`${entry.subjectId} ${entry.slot ?? ''}`} entry={entry} index={index} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
