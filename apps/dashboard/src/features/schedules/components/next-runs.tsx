import type { Schedule } from '@carillon/domain';
import { Instant } from '../../../components/ui/instant.tsx';
import { formatUtc } from '../../../lib/time/format-instant.ts';
import { formatZoned } from '../format-zoned.ts';
import classes from './next-runs.module.css';

/** The next five: by the clock of the schedule's zone, in UTC where that differs, and in how long. */
export function NextRuns({ schedule: { nextRuns, timeZone } }: { schedule: Schedule }) {
  if (nextRuns.length === 0) return <p className={classes.none}>None while the schedule is off.</p>;
  return (
    <ol className={classes.list} aria-label={`Next runs, ${timeZone}`}>
      {nextRuns.map(({ at, local }) => (
        <li key={at}>
          <span>{formatZoned(local)}</span>
          <span className={classes.quiet}>
            {!formatZoned(local).endsWith('UTC') && `${formatUtc(new Date(at)).slice(11, 16)} UTC · `}
            <Instant at={at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
