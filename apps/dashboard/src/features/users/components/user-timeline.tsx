import type { User, UserTimelineEntry } from '@carillon/domain';
import {
  IconActivity, IconCash, IconCashOff, IconHandStop, IconHourglass, IconLogin2, IconMessageQuestion, IconReceipt, IconReceiptOff, IconUserCheck, IconUserOff, IconUserPlus,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import { LoadMore } from '../../../components/ui/load-more.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../../components/ui/skeletons.tsx';
import { statusLooks, type StatusLook } from '../../../components/ui/status.ts';
import { useUserTimeline } from '../api/list-user-timeline.ts';
import classes from '../../../components/ui/timeline.module.css';

type EventEntry = Extract<UserTimelineEntry, { kind: 'event' }>;
type Mark = Pick<StatusLook, 'tone' | 'icon'> & { title: string };

const events: Record<EventEntry['event'], Mark> = {
  'joined': { title: 'Joined', tone: 'quiet', icon: IconUserPlus },
  'signed-in': { title: 'Signed in', tone: 'quiet', icon: IconLogin2 },
  'active': { title: 'Was active', tone: 'quiet', icon: IconActivity },
  'deactivated': { title: 'Deactivated', tone: 'bad', icon: IconUserOff },
  'payment-added': { title: 'Payment added', tone: 'waiting', icon: IconReceipt },
  'payment-paid': { title: 'Payment paid', tone: 'good', icon: IconCash },
  'payment-overdue': { title: 'Payment marked as overdue', tone: 'bad', icon: IconCashOff },
  'payment-cancelled': { title: 'Payment cancelled', tone: 'quiet', icon: IconReceiptOff },
  'verification-requested': { title: 'Verification requested', tone: 'waiting', icon: IconMessageQuestion },
  'verification-asked': { title: 'Asked to verify', tone: 'busy', icon: IconMessageQuestion },
  'verification-settled': { title: 'Verification settled', tone: 'good', icon: IconUserCheck },
};

/** Why did, or didn't, this person get it: everything that was sent, kept back, or happened, the newest first. */
export function UserTimeline({ user }: { user: Pick<User, 'id' | 'email'> }) {
  const query = useUserTimeline(user);
  return (
    <Card title="Timeline">
      <QueryView query={query} label="the timeline" skeleton={<RowSkeleton rows={10} height={52} />}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.items);
          if (entries.length === 0) return <EmptyState kind="none" title="Nothing happened yet" />;
          return (
            <ol className={classes.list} aria-label="Timeline">
              {entries.map((entry, index) => (
                <Entry key={`${entry.at}-${index}`} entry={entry} />
              ))}
            </ol>
          );
        }}
      </QueryView>
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={() => void query.fetchNextPage()} />
    </Card>
  );
}

function Entry({ entry }: { entry: UserTimelineEntry }) {
  switch (entry.kind) {
    case 'notification': {
      const { id, status, subject, reason, rule, category } = entry.notification;
      const look = statusLooks[status];
      return (
        <Row at={entry.at} mark={{ ...look, title: look.label }} about={rule ?? category} reason={reason}>
          <Link to={`/notifications/${id}`}>{subject}</Link>
        </Row>
      );
    }
    case 'campaign': {
      const { campaign, recipient: { id, campaignId, status, reason } } = entry;
      const look = statusLooks[status];
      const about = campaign === null ? campaignId : <><Link to={`/campaigns/${campaignId}`}>the campaign</Link> is {campaign.status}</>;
      return (
        <Row at={entry.at} mark={{ ...look, title: look.label }} about={about} reason={reason}>
          <Link to={`/campaigns/${campaignId}/recipients/${id}`}>{campaign?.name ?? 'The message of a campaign'}</Link>
        </Row>
      );
    }
    case 'held-back': {
      const waiting = entry.state === 'claimed';
      return (
        <Row at={entry.at} mark={{ title: waiting ? 'Under way' : 'Not sent', tone: waiting ? 'busy' : 'quiet', icon: waiting ? IconHourglass : IconHandStop }} about={entry.rule} reason={entry.reason}>
          <code>{entry.subjectId}</code>
        </Row>
      );
    }
    case 'event':
      return (
        <Row at={entry.at} mark={events[entry.event]} about={entry.subjectId} reason={entry.text}>
          {entry.notificationId !== null && <Link to={`/notifications/${entry.notificationId}`}>The message</Link>}
        </Row>
      );
  }
}

function Row({ at, mark: { title, tone, icon: Icon }, about, reason, children }: { at: string; mark: Mark; about: ReactNode; reason: string | null; children: ReactNode }) {
  return (
    <li className={classes.entry}>
      <span className={classes.mark} data-tone={tone}>
        <Icon size={13} stroke={2.2} aria-hidden />
      </span>
      <div className={classes.words}>
        <span className={classes.event}>{title}</span>
        {children}
        {reason !== null && <span className={classes.reason}>{reason}</span>}
        <span className={classes.quiet}>
          <Instant at={at} />
          {about !== null && <>, {about}</>}
        </span>
      </div>
    </li>
  );
}
