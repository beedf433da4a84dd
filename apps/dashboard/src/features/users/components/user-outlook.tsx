import type { DueEntry, RuleOutlook, User } from '@carillon/domain';
import { IconCalendarDue, IconPlayerPause, IconPlayerTrackNext } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../../components/ui/skeletons.tsx';
import type { StatusLook } from '../../../components/ui/status.ts';
import { ToneBadge } from '../../../components/ui/tone-badge.tsx';
import { useUserOutlook } from '../api/get-user-outlook.ts';
import classes from './user-outlook.module.css';

const due: StatusLook = { label: 'Due', tone: 'busy', icon: IconCalendarDue, meaning: 'The next run of the rule will send it' };
const off: StatusLook = { label: 'Schedule is off', tone: 'warning', icon: IconPlayerPause, meaning: 'Nothing is sent by itself while it is off' };
const SHOWN = 5;

function excludedLook({ code, reason }: DueEntry): StatusLook {
  return { label: code ?? 'excluded', tone: 'quiet', icon: IconPlayerTrackNext, meaning: reason };
}

/** What each rule says about the user at this moment. */
export function UserOutlook({ user }: { user: Pick<User, 'id' | 'email'> }) {
  const query = useUserOutlook(user);
  return (
    <Card title="What the rules say now">
      <QueryView query={query} label="what the rules say" skeleton={<RowSkeleton rows={5} height={58} />}>
        {({ items }) => (
          <ul className={classes.rules}>
            {items.map((outlook) => (
              <RuleItem key={outlook.rule} outlook={outlook} />
            ))}
          </ul>
        )}
      </QueryView>
    </Card>
  );
}

function RuleItem({ outlook: { rule, description, enabled, entries } }: { outlook: RuleOutlook }) {
  const more = entries.length - SHOWN;
  return (
    <li className={classes.rule} data-rule={rule}>
      <h3 className={classes.name} title={description}>
        {rule} {!enabled && <ToneBadge look={off} />}
      </h3>
      {entries.length === 0 ? (
        <p className={classes.quiet}>Nothing open that it is about.</p>
      ) : (
        <ul className={classes.entries}>
          {entries.toSorted(dueFirst).slice(0, SHOWN).map((entry) => (
            <li key={entry.subjectId} className={classes.entry}>
              <ToneBadge look={entry.verdict === 'due' ? due : excludedLook(entry)} />
              {entry.subjectId !== entry.userId && <code>{entry.subjectId}</code>}
              <span>{entry.reason}</span>
              {entry.notificationId !== null && <Link to={`/notifications/${entry.notificationId}`}>The message</Link>}
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p className={classes.quiet}>and {more} more</p>}
    </li>
  );
}

function dueFirst(one: DueEntry, other: DueEntry): number {
  return Number(other.verdict === 'due') - Number(one.verdict === 'due');
}
