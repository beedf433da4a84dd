import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import { ruleLabels } from '../../../lib/rule-labels.ts';
import { useNextSchedules } from '../api/list-next-schedules.ts';

/** What the clock does next. */
export function NextSchedules() {
  const query = useNextSchedules();
  return (
    <Card title="Next schedules" flush>
      {query.data === undefined || query.data.length === 0 ? (
        <p className={table.none}>{query.isError ? 'What comes next could not be loaded.' : query.isPending ? 'Looking up what comes next…' : 'Every schedule is off.'}</p>
      ) : (
        <div className={table.scroller} tabIndex={0} role="region" aria-label="Next schedules">
          <table className={`${table.table} ${table.stacking}`}>
            <thead>
              <tr>
                <th scope="col">Schedule</th>
                <th scope="col">Next</th>
                <th scope="col">When</th>
              </tr>
            </thead>
            <tbody>
              {query.data.map(({ rule, at, cronInWords, timeZone }) => (
                <tr key={rule}>
                  <td className={table.nowrap}>
                    <Link to={`/schedules/${rule}`} className={table.strongLink}>
                      {ruleLabels[rule]}
                    </Link>
                  </td>
                  <td className={table.nowrap}>
                    <Instant at={at} />
                  </td>
                  <td className={table.nowrap}>
                    {cronInWords} <span className={table.quiet}>({timeZone})</span>
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
