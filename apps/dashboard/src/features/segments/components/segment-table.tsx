import type { Segment } from '@carillon/domain';
import { Link } from 'react-router';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import { useRowKeys } from '../../../components/ui/use-row-keys.ts';
import { describeRule } from '../rule-words.ts';

export function SegmentTable({ segments }: { segments: readonly Segment[] }) {
  const { listRef } = useRowKeys(segments.length);
  return (
    <div ref={listRef} className={`${table.scroller} ${table.framed}`} tabIndex={0} role="region" aria-label="Segments">
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Who belongs to it</th>
            <th scope="col">Last change</th>
          </tr>
        </thead>
        <tbody>
          {segments.map(({ id, name, description, rule, updatedAt, updatedBy }, index) => (
            <tr key={id}>
              <td>
                <Link to={`/segments/${id}`} className={table.strongLink} data-row={index}>
                  {name}
                </Link>
                <div className={table.quiet}>{description}</div>
              </td>
              <td className={table.break}>{describeRule(rule)}</td>
              <td className={table.nowrap}>
                <Instant at={updatedAt} /> by {updatedBy}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
