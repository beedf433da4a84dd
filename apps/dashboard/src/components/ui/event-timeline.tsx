import type { TimelineEntry } from '@carillon/domain';
import { Card } from './card.tsx';
import { Instant } from './instant.tsx';
import { statusLooks } from './status.ts';
import classes from './timeline.module.css';

const events: Record<TimelineEntry['event'], string> = {
  'created': 'Accepted',
  'claimed': 'Taken by a worker',
  'accepted': 'The provider accepted it',
  'postponed': 'Refused for now, postponed',
  'rejected': 'Refused for good',
  'exhausted': 'No tries left',
  'outcome-lost': 'The outcome was lost',
  'lease-expired': 'The worker went away, taken back',
  'released': 'Given back before it left',
  'held': 'Held back',
  'skipped': 'Skipped',
  'suppressed': 'Suppressed',
  'cancelled': 'Cancelled',
  'retry-requested': 'Sent again by hand',
  'receipt-delivered': 'Receipt: delivered',
  'receipt-postponed': 'Receipt: not delivered, tried again',
  'receipt-rejected': 'Receipt: not delivered, no tries left',
  'receipt-overdue': 'No receipt came in time',
  'receipt-bounced': 'Receipt: bounced',
  'receipt-complained': 'Receipt: complaint',
};

/** Everything that happened to it, from the beginning. */
export function EventTimeline({ timeline }: { timeline: readonly TimelineEntry[] }) {
  return (
    <Card title="Timeline">
      <ol className={classes.list}>
        {timeline.map((entry, index) => {
          const { tone, label, icon: Icon } = statusLooks[entry.status];
          return (
            <li key={`${entry.at}-${index}`} className={classes.entry}>
              <span className={classes.mark} data-tone={tone}>
                <Icon size={13} stroke={2.2} aria-hidden />
              </span>
              <div className={classes.words}>
                <span className={classes.event}>{events[entry.event]}</span>
                <span className={classes.state}>{label}</span>
                {entry.reason !== null && <span className={classes.reason}>{entry.reason}</span>}
                <span className={classes.quiet}>
                  <Instant at={entry.at} />
                  {entry.attempt === null ? '' : `, attempt ${entry.attempt}`}
                  {entry.by === null ? '' : `, by ${entry.by.name}`}
                </span>
              </div>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
