import type { Schedule } from '@carillon/domain';
import { Instant } from '../../../components/ui/instant.tsx';
import { ToneBadge } from '../../../components/ui/tone-badge.tsx';
import { runLooks } from './run-looks.ts';
import { RunResult } from './run-result.tsx';
import classes from './schedule-card.module.css';

/** The newest run, live while it goes on. */
export function LastRun({ run }: { run: Schedule['lastRun'] }) {
  if (run === null) return <p className={classes.quiet}>No run yet.</p>;
  return (
    <div data-testid="last-run">
      <div className={classes.line}>
        <ToneBadge look={runLooks[run.state]} />
        <span className={classes.quiet}>
          <Instant at={run.createdAt} />, {run.trigger === 'clock' ? 'by the clock' : `by ${run.startedBy.name}`}
        </span>
      </div>
      <RunResult run={run} />
    </div>
  );
}
