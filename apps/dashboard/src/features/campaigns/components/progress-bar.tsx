import { progressOf, type CampaignStats } from '@carillon/domain';
import { statusLooks } from '../../../components/ui/status.ts';
import { percentSettled, toParts } from '../progress.ts';
import classes from './campaign-progress.module.css';

/** How much of a campaign is in which state, of those whom it is for; the numbers stand beside it. */
export function ProgressBar({ stats, small = false }: { stats: CampaignStats; small?: boolean }) {
  const progress = progressOf(stats);
  const percent = percentSettled(progress);
  return (
    <div className={classes.bar} data-small={small || undefined} role="progressbar" aria-label="Settled recipients" aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
      {toParts(progress).map(({ status, count, share }) => (
        <div key={status} className={classes.part} data-tone={statusLooks[status].tone} style={{ width: `${share}%` }} title={`${statusLooks[status].label}: ${count.toLocaleString('en')}`} />
      ))}
    </div>
  );
}
