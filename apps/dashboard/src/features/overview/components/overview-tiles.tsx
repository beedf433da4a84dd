import type { NotificationStatus, Overview } from '@carillon/domain';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { formatDuration } from '../../../lib/time/format-instant.ts';
import { logLink } from '../log-link.ts';
import classes from './overview-tiles.module.css';

const groups = {
  sent: ['sent', 'delivered'],
  failed: ['failed', 'bounced', 'complained'],
  unknown: ['unknown'],
} as const satisfies Record<string, readonly NotificationStatus[]>;

/** The numbers one looks at first. Those that count rows lead to these rows. */
export function OverviewTiles({ overview }: { overview: Overview }) {
  const sum = (statuses: readonly NotificationStatus[]) => statuses.reduce((total, status) => total + (overview.totals[status] ?? 0), 0);
  const link = (statuses: readonly NotificationStatus[]) => logLink(statuses, overview.from, overview.to);
  const failed = sum(groups.failed);
  const unknown = sum(groups.unknown);
  return (
    <ul className={classes.tiles}>
      <Tile name="sent" label="Sent" value={sum(groups.sent)} note={`${overview.sentLastMinute.toLocaleString('en')} in the last minute`} to={link(groups.sent)} />
      <Tile name="failed" label="Failed" value={failed} note={failed === 0 ? 'Nothing failed' : 'Refused, bounced or complained'} tone={failed > 0 ? 'bad' : undefined} to={link(groups.failed)} />
      <Tile name="unknown" label="Unknown" value={unknown} note={unknown === 0 ? 'Every outcome is known' : 'Waiting for your decision'} tone={unknown > 0 ? 'doubt' : undefined} to={link(groups.unknown)} />
      <Tile name="due" label="Due" value={overview.due} note={overview.due === 0 ? 'Nothing is waiting' : 'Their time has come'} />
      <Tile name="lag" label="Lag" value={overview.due === 0 ? '0 s' : formatDuration(overview.lagMs)} note="The oldest that is due" tone={overview.lagMs > 60_000 ? 'warning' : undefined} />
    </ul>
  );
}

interface TileProps {
  name: string;
  label: string;
  value: number | string;
  note: string;
  tone?: 'bad' | 'doubt' | 'warning' | undefined;
  to?: string;
}

function Tile({ name, label, value, note, tone, to }: TileProps) {
  const content: ReactNode = (
    <>
      <span className={classes.label}>{label}</span>
      <span className={classes.value} data-tone={tone} data-tile-value={name}>
        {typeof value === 'number' ? value.toLocaleString('en') : value}
      </span>
      <span className={classes.note}>{note}</span>
    </>
  );
  return (
    <li className={classes.tile}>
      {to === undefined ? <div className={classes.body}>{content}</div> : <Link to={to} className={classes.body}>{content}</Link>}
    </li>
  );
}
