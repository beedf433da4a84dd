import { Skeleton } from '@mantine/core';
import { useParams } from 'react-router';
import columns from '../../components/ui/columns.module.css';
import { NotFound } from '../../components/ui/not-found.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { ReasonStrip } from '../../components/ui/reason-strip.tsx';
import { StatusBadge } from '../../components/ui/status-badge.tsx';
import { statusLooks } from '../../components/ui/status.ts';
import { useNotification } from '../../features/notifications/api/get-notification.ts';
import { AttemptList } from '../../components/ui/attempt-list.tsx';
import { NotificationActions } from '../../features/notifications/components/notification-actions.tsx';
import { NotificationFacts } from '../../features/notifications/components/notification-facts.tsx';
import { NotificationMessage } from '../../features/notifications/components/notification-message.tsx';
import { EventTimeline } from '../../components/ui/event-timeline.tsx';
import { isMissing } from '../../lib/http/api-error.ts';
import { usePermission } from '../../lib/session/session-context.tsx';

export function NotificationPage() {
  const { id = '' } = useParams();
  const query = useNotification(id);
  const mayWrite = usePermission('notifications:write');
  if (isMissing(query.error)) {
    return (
      <NotFound what="Notification" title={`There is no notification ${id}`} to="/notifications" link="Go to the log">
        The id may be cut short, or the record may have been deleted at the end of its retention.
      </NotFound>
    );
  }
  // One heading from the skeleton to the data: the focus that a navigation put on it stays there.
  return (
    <>
      <PageHeader
        title={query.data?.subject ?? 'Notification'}
        aside={query.data && <StatusBadge status={query.data.status} large />}
        description={query.data && `To ${query.data.to}`}
        actions={mayWrite && query.data ? <NotificationActions notification={query.data} /> : undefined}
      />
      <QueryView query={query} label="the notification" skeleton={<DetailSkeleton />}>
        {(notification) => (
          <>
            <ReasonStrip reason={notification.reason} tone={statusLooks[notification.status].tone} />
            <div className={columns.columns}>
              <div className={columns.column}>
                <AttemptList attempts={notification.attempts} maxAttempts={notification.maxAttempts} />
                <NotificationMessage id={id} />
              </div>
              <div className={columns.column}>
                <EventTimeline timeline={notification.timeline} />
                <NotificationFacts notification={notification} />
              </div>
            </div>
          </>
        )}
      </QueryView>
    </>
  );
}

function DetailSkeleton() {
  return (
    <div className={columns.columns}>
      <Skeleton height={520} radius={8} />
      <Skeleton height={420} radius={8} />
    </div>
  );
}
