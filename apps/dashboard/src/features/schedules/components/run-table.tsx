import type { Run } from '@carillon/domain';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import { ToneBadge } from '../../../components/ui/tone-badge.tsx';
import { formatDuration, formatUtc } from '../../../lib/time/format-instant.ts';
import { runLooks } from './run-looks.ts';
import { RunResult } from './run-result.tsx';

export function RunTable({ runs }: { runs: readonly Run[] }) {
  return (
    <div className={table.scroller} tabIndex={0} role="region" aria-label="Runs">
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Slot</th>
            <th scope="col">Started by</th>
            <th scope="col">Took</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <td>
                <ToneBadge look={runLooks[run.state]} />
              </td>
              <td className={table.nowrap} data-heading="Slot">
                <Instant at={run.slot} />
                <div className={table.quiet}>{formatUtc(new Date(run.slot))}</div>
                {run.earlier !== null && (
                  <div className={table.quiet}>
                    and {run.earlier.runs.toLocaleString('en')} before it since {formatUtc(new Date(run.earlier.since)).slice(11, 16)} UTC with nothing to do
                  </div>
                )}
              </td>
              <td data-heading="Started by">{run.trigger === 'clock' ? 'The clock' : run.startedBy.name}</td>
              <td className={table.nowrap} data-heading="Took">
                {duration(run)}
                {run.earlier !== null && <div className={table.quiet}>at most {formatDuration(run.earlier.longestMs)}</div>}
              </td>
              <td>
                <RunResult run={run} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function duration({ startedAt, endedAt }: Run): string {
  return startedAt === null || endedAt === null ? '–' : formatDuration(Date.parse(endedAt) - Date.parse(startedAt));
}
