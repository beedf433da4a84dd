import type { Overview } from '@carillon/domain';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import { failureLink } from '../log-link.ts';

/** What goes wrong most, with an example of each to look at. */
export function TopErrors({ overview: { topErrors: errors, from, to } }: { overview: Pick<Overview, 'topErrors' | 'from' | 'to'> }) {
  return (
    <Card title="Top errors of notifications" flush aside={<Button component={Link} to="/failures" size="compact-xs" variant="subtle">All failures</Button>}>
      {errors.length === 0 ? (
        <p className={table.none}>Nothing went wrong in this range.</p>
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
                  <td className={table.long}>{reason}</td>
                  <td className={table.number}>{code ?? '–'}</td>
                  <td className={table.number}>
                    <Link to={failureLink(reason, from, to)} className={table.strongLink}>
                      {count.toLocaleString('en')}
                      <span className={table.hidden}> in the log: {reason}</span>
                    </Link>
                  </td>
                  <td className={table.nowrap}>
                    <Instant at={lastAt} />
                  </td>
                  <td className={table.nowrap}>
                    <Link to={`/notifications/${sampleId}`} className={table.strongLink}>
                      Open<span className={table.hidden}> an example of: {reason}</span>
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
