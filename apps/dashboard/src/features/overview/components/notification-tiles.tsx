import { outcomeGroups, sumOf, type NotificationStatus, type Overview } from '@carillon/domain';
import { formatCount } from '../../../lib/format-count.ts';
import { formatDuration } from '../../../lib/time/format-instant.ts';
import { describeFailed } from '../describe-failed.ts';
import { logLink } from '../log-link.ts';
import { noteOnDue } from '../note-on-due.ts';
import { Tile, TileRow } from './tile.tsx';

/** What became of notifications, and what waits. */
export function NotificationTiles({ overview }: { overview: Overview }) {
  const sum = (statuses: readonly NotificationStatus[]) => sumOf(overview.totals, statuses);
  const link = (statuses: readonly NotificationStatus[]) => logLink(statuses, overview.from, overview.to);
  const failed = sum(outcomeGroups.failed);
  const unknown = sum(outcomeGroups.unknown);
  return (
    <TileRow title="Notifications" note="reminders, test e-mails and what other systems asked for, created in this range; Due and Lag are of all that wait">
      <Tile name="sent" label="Sent" value={sum(outcomeGroups.sent)} note={`${overview.sentLastMinute.toLocaleString('en')} accepted in the last minute`} to={link(outcomeGroups.sent)} />
      <Tile name="failed" label="Failed" value={failed} note={describeFailed(overview.totals)} tone={failed > 0 ? 'bad' : undefined} to={link(outcomeGroups.failed)} />
      <Tile name="unknown" label="Unknown" value={unknown} note={unknown === 0 ? 'Every outcome is known' : 'Waiting for your decision'} tone={unknown > 0 ? 'doubt' : undefined} to={link(outcomeGroups.unknown)} />
      <Tile name="due" label="Due" value={formatCount(overview.due, overview.dueCapped)} note={noteOnDue(overview)} />
      <Tile name="lag" label="Lag" value={overview.due === 0 ? '0 s' : formatDuration(overview.lagMs)} note="The oldest that is due" tone={overview.lagMs > 60_000 ? 'warning' : undefined} />
    </TileRow>
  );
}
