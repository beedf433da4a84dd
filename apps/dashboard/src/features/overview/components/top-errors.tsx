import type { Overview } from '@carillon/domain';
import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import classes from './top-errors.module.css';

/** What goes wrong most, with an example of each to look at. */
export function TopErrors({ errors }: { errors: Overview['topErrors'] }) {
  return (
    <Card title="Top errors of notifications" flush>
      {errors.length === 0 ? (
        <p className={classes.none}>Nothing went wrong in this range.</p>
      ) : (
        <div className={table.scroller} tabIndex={0} role="region" aria-label="Top errors of notifications">
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Reason</th>
                <th scope="col" className={table.number}>
                  Code
                </th>
                <th scope="col" className={table.number}>
                  Count
                </th>
                <th scope="col">Last</th>
                <th scope="col">Example</th>
              </tr>
            </thead>
            <tbody>
              {errors.map(({ reason, code, count, lastAt, sampleId }) => (
                <tr key={`${code ?? ''} ${reason}`}>
                  <td className={classes.reason}>{reason}</td>
                  <td className={table.number}>{code ?? '–'}</td>
                  <td className={table.number}>{count.toLocaleString('en')}</td>
                  <td className={table.nowrap}>
                    <Instant at={lastAt} />
                  </td>
                  <td className={table.nowrap}>
                    <Link to={`/notifications/${sampleId}`} className={classes.example}>
                      Open<span className={classes.hidden}> an example of: {reason}</span>
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
