import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import { StaleStrip } from '../../../components/ui/stale-strip.tsx';
import table from '../../../components/ui/table.module.css';
import { ruleLabels } from '../../../lib/rule-labels.ts';
import { useNextSchedules } from '../api/list-next-schedules.ts';

/** What the clock does next. `saidStale`: the page says already that it is stale. */
export function NextSchedules({ saidStale }: { saidStale: boolean }) {
  const query = useNextSchedules();
  const stale = query.data !== undefined && query.error !== null && !saidStale;
  return (
    <>
      {stale && <StaleStrip since={query.dataUpdatedAt} onRetry={() => void query.refetch()} />}
      <NextSchedulesCard query={query} />
    </>
  );
}

function NextSchedulesCard({ query }: { query: Pick<ReturnType<typeof useNextSchedules>, 'data' | 'isError'> }) {
  return (
    <Card title="Next schedules" flush>
      {query.data === undefined || query.data.length === 0 ? (
        <p className={table.none}>{query.data !== undefined ? 'Every schedule is off.' : query.isError ? 'What comes next could not be loaded.' : 'Looking up what comes next…'}</p>
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
