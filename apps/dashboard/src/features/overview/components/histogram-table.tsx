import type { Overview } from '@carillon/domain';
import { Link } from 'react-router';
import { statusLooks } from '../../../components/ui/status.ts';
import table from '../../../components/ui/table.module.css';
import { ownZone } from '../../../lib/time/format-instant.ts';
import { formatBucket } from '../format-bucket.ts';
import { layOutHistogram } from '../lay-out-histogram.ts';
import { logLink } from '../log-link.ts';
import { statusOrder } from '../status-order.ts';
import classes from './histogram-table.module.css';

/** The histogram's numbers, newest first: the same links, for eyes and screen readers that prefer a table. */
export function HistogramTable({ overview }: { overview: Overview }) {
  const bars = layOutHistogram(overview).bars.filter((bar) => bar.total > 0);
  const used = statusOrder.filter((status) => bars.some((bar) => bar.segments.some((segment) => segment.status === status)));
  return (
    <div className={classes.scroller} tabIndex={0} role="region" aria-label="Notifications over time, as a table">
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Time ({ownZone})</th>
            {used.map((status) => (
              <th key={status} scope="col" className={table.number}>
                {statusLooks[status].label}
              </th>
            ))}
            <th scope="col" className={table.number}>
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.toReversed().map((bar) => (
            <tr key={bar.start.getTime()}>
              <td className={table.nowrap}>{formatBucket(bar.start, bar.end)}</td>
              {used.map((status) => {
                const segment = bar.segments.find((candidate) => candidate.status === status);
                return (
                  <td key={status} className={table.number}>
                    {segment === undefined ? <span className={table.quiet}>0</span> : <Link to={logLink([status], segment.from, segment.to)} className={classes.count}>{segment.count.toLocaleString('en')}</Link>}
                  </td>
                );
              })}
              <td className={table.number}>{bar.total.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
