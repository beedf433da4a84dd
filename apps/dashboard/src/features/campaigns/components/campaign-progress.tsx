import { describeExclusion, progressOf, type CampaignWithStats, type NotificationStatus } from '@carillon/domain';
import type { ReactNode } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import { StatusBadge } from '../../../components/ui/status-badge.tsx';
import { countLeftOut, describeEta, describeProgress, toParts } from '../progress.ts';
import classes from './campaign-progress.module.css';
import { ProgressBar } from './progress-bar.tsx';

/** Where a campaign stands, live. A state of the legend narrows the log below to it. */
export function CampaignProgress({ campaign, stats, onChoose }: CampaignWithStats & { onChoose: (status: NotificationStatus) => void }) {
  const { status, startsAt, startedAt, endedAt } = campaign;
  const isRunning = status === 'running';
  const progress = progressOf(stats);
  const leftOut = countLeftOut(stats);
  const figures: [string, ReactNode][] = [
    ['Recipients', progress.total.toLocaleString('en')],
    ...(leftOut === 0 ? [] : [['Left out', leftOut.toLocaleString('en')] satisfies [string, string]]),
    [status === 'cancelled' ? 'Before it was cancelled' : 'Settled', describeProgress(status, progress)],
    ['Pending', stats.pending.toLocaleString('en')],
    ...(isRunning ? [['Rate', `${stats.ratePerSecond.toLocaleString('en')} per second`] satisfies [string, string]] : []),
    ...(isRunning && stats.etaSeconds !== null && stats.pending > 0 ? [['Time left', describeEta(stats.etaSeconds)] satisfies [string, string]] : []),
    ...(status === 'scheduled' && startsAt !== null ? [['Starts', <Instant at={startsAt} exact />] satisfies [string, ReactNode]] : []),
    ...(startedAt === null ? [] : [['Started', <Instant at={startedAt} />] satisfies [string, ReactNode]]),
    ...(endedAt === null ? [] : [['Ended', <Instant at={endedAt} />] satisfies [string, ReactNode]]),
  ];
  return (
    <Card title="Progress">
      <dl className={classes.figures}>
        {figures.map(([name, value]) => (
          <div key={name} className={classes.figure}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ProgressBar stats={stats} />
      <ul className={classes.legend} aria-label="Recipients by state">
        {toParts(stats).map(({ status, count }) => (
          <li key={status}>
            <button type="button" onClick={() => onChoose(status)}>
              <StatusBadge status={status} /> {count.toLocaleString('en')}
            </button>
          </li>
        ))}
      </ul>
      {!campaign.audience.complete && isRunning && <p className={classes.note}>The audience is being written down. The first message leaves when that is done.</p>}
      {campaign.audience.excluded.length > 0 && (
        <p className={classes.note}>
          Left out at launch: {campaign.audience.excluded.map(({ reason, count }) => `${count.toLocaleString('en')} ${describeExclusion(reason)}`).join(', ')}.
        </p>
      )}
    </Card>
  );
}
