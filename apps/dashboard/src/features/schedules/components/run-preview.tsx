import { RuleName, type Schedule } from '@carillon/domain';
import { Link } from 'react-router';
import { useDueCount } from '../api/count-due.ts';
import classes from './run-result.module.css';

/** What a run started now would do. */
export function RunPreview({ schedule: { rule, enabled, description } }: { schedule: Schedule }) {
  const sweeps = RuleName.safeParse(rule);
  if (sweeps.success) return <SweepPreview rule={sweeps.data} enabled={enabled} />;
  return <>{description}. Nobody is written to; what is in order stays as it is.</>;
}

/** Counted by the server while the question is on screen. */
function SweepPreview({ rule, enabled }: { rule: RuleName; enabled: boolean }) {
  const count = useDueCount(rule);
  return (
    <>
      <strong aria-live="polite">{count.isError ? 'How many are due could not be counted.' : count.data === undefined ? 'Counting who is due…' : describe(count.data)}</strong> Whoever is due when it runs is written to, by the
      parameters in force{enabled ? '' : ', although the schedule is off'}. Who was written to before is left out.{' '}
      <Link to={`/due?rule=${rule}&show=due`} className={classes.link}>
        See who they are
      </Link>
    </>
  );
}

function describe({ due, capped }: { due: number; capped: boolean }): string {
  return `${due.toLocaleString('en')}${capped ? ' or more' : ''} ${due === 1 && !capped ? 'is due now.' : 'are due now.'}`;
}
