import { failuresLookedAt, failureStatuses, sumOf, type Overview } from '@carillon/domain';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import { formatCount } from '../../../lib/format-count.ts';
import { failureLink } from '../log-link.ts';

/** What goes wrong most, with an example of each to look at. */
export function TopErrors({ overview: { topErrors: errors, totals, from, to } }: { overview: Pick<Overview, 'topErrors' | 'totals' | 'from' | 'to'> }) {
  const failures = sumOf(totals, failureStatuses);
  return (
    <Card title="Top errors of notifications" flush aside={<Button component={Link} to="/failures" size="compact-xs" variant="subtle">All failures</Button>}>
      {errors.length === 0 ? (
        <p className={table.none}>No notification created in this range failed, and every outcome is known. What fails in a campaign is counted with its messages, and told on its own page.</p>
      ) : (
        <div className={table.scroller} tabIndex={0} role="region" aria-label="Top errors of notifications">
          <table className={`${table.table} ${table.stacking}`}>
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
              {errors.map(({ reason, code, count, capped, lastAt, sampleId }) => (
                <tr key={reason}>
                  <td className={table.long}>{reason}</td>
                  <td className={table.number} data-heading="Code">
                    {code ?? '–'}
                  </td>
                  <td className={table.number} data-heading="Count">
                    <Link to={failureLink(reason, from, to)} className={table.strongLink}>
                      {formatCount(count, capped)}
                      <span className={table.hidden}> in the log: {reason}</span>
                    </Link>
                  </td>
                  <td className={table.nowrap} data-heading="Last">
                    <Instant at={lastAt} />
                  </td>
                  <td className={table.nowrap} data-heading="Example">
                    <Link to={`/notifications/${sampleId}`} className={table.strongLink}>
                      Open<span className={table.hidden}> an example of: {reason}</span>
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {failures > failuresLookedAt && (
            <p className={table.note}>
              Reasons of the newest {failuresLookedAt} of {failures.toLocaleString('en')} that failed or are unknown, each counted in the whole range.
            </p>
          )}
        </div>
      )}
    </Card>
  );
}
