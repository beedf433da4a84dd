import type { Run } from '@carillon/domain';
import { Instant } from '../../../components/ui/instant.tsx';
import { jobsPending, skipReasons } from '../run-figures.ts';
import classes from './run-result.module.css';

const count = (value: number) => value.toLocaleString('en');

/** What a run has come to so far: figures, why some were left out, and why it failed where it did. */
export function RunResult({ run }: { run: Run }) {
  const reasons = skipReasons(run);
  const skipped = reasons.reduce((sum, reason) => sum + reason.count, 0);
  const pending = jobsPending(run);
  const figures: [string, number][] = [
    ['Found', run.found],
    ['Enqueued', run.enqueued],
    ...(run.inEarlierRun === 0 ? [] : [['In an earlier run', run.inEarlierRun] satisfies [string, number]]),
    ['Messages', run.notified],
    ['Skipped', skipped],
    ['Failed', run.failed],
    ...(pending === 0 ? [] : [['Waiting', pending] satisfies [string, number]]),
  ];
  return (
    <>
      <dl className={classes.figures} data-testid="run-figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count(value)}</dd>
          </div>
        ))}
      </dl>
      {run.heldUntil !== null && (
        <p className={classes.held}>
          {count(run.held)} of the messages {run.held === 1 ? 'was' : 'were'} held back for quiet hours, or as the user had got the most of a day; {run.held === 1 ? '' : 'the last '}until <Instant at={run.heldUntil} exact />
        </p>
      )}
      {reasons.length > 0 && (
        <ul className={classes.reasons} aria-label="Skipped, by reason">
          {reasons.map(({ reason, count: times }) => (
            <li key={reason}>
              {count(times)} × {reason}
            </li>
          ))}
        </ul>
      )}
      {run.error !== null && <p className={classes.error}>{run.error}</p>}
    </>
  );
}
