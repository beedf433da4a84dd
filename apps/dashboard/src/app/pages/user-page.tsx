import { Skeleton } from '@mantine/core';
import { useNavigate, useParams } from 'react-router';
import classes from '../../components/ui/columns.module.css';
import { NotFound } from '../../components/ui/not-found.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { ToneBadge } from '../../components/ui/tone-badge.tsx';
import { SuppressionNotice } from '../../features/suppressions/components/suppression-notice.tsx';
import { useUser } from '../../features/users/api/get-user.ts';
import { UserActions } from '../../features/users/components/user-actions.tsx';
import { UserConsent } from '../../features/users/components/user-consent.tsx';
import { UserFacts } from '../../features/users/components/user-facts.tsx';
import { UserOutlook } from '../../features/users/components/user-outlook.tsx';
import { UserTimeline } from '../../features/users/components/user-timeline.tsx';
import { userLooks } from '../../features/users/user-looks.ts';
import { isMissing } from '../../lib/http/api-error.ts';
import { usePermission } from '../../lib/session/session-context.tsx';

export function UserPage() {
  const { id = '' } = useParams();
  const query = useUser(id);
  const navigate = useNavigate();
  const mayWrite = usePermission('users:write');
  const mayRelease = usePermission('suppressions:write');
  if (isMissing(query.error)) {
    return (
      <NotFound what="User" title={`There is no user ${id}`} to="/users" link="Go to all users">
        The mongo-service does not know this id. It may be cut short.
      </NotFound>
    );
  }
  return (
    <>
      <PageHeader title={query.data?.name ?? 'User'} aside={query.data && <ToneBadge look={userLooks[query.data.status]} large />} description={query.data?.email} actions={mayWrite && query.data ? <UserActions user={query.data} onDeleted={() => void navigate('/users')} /> : undefined} />
      <QueryView query={query} label="the user" skeleton={<UserSkeleton />}>
        {(user) => (
          <>
            <SuppressionNotice addresses={[user.email, user.phone].filter((address) => address !== null)} mayRelease={mayRelease} />
            <div className={classes.columns}>
              <UserTimeline user={user} />
              <div className={classes.column}>
                <UserOutlook user={user} />
                <UserConsent user={user} mayWrite={mayWrite} />
                <UserFacts user={user} />
              </div>
            </div>
          </>
        )}
      </QueryView>
    </>
  );
}

function UserSkeleton() {
  return (
    <div className={classes.columns}>
      <Skeleton height={560} radius={8} />
      <div className={classes.column}>
        <Skeleton height={360} radius={8} />
        <Skeleton height={400} radius={8} />
      </div>
    </div>
  );
}
