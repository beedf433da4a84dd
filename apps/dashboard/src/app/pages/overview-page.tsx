import { OverviewRange } from '@carillon/domain';
import { SegmentedControl, Skeleton, Stack } from '@mantine/core';
import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { useAuthMethods } from '../../features/auth/api/get-auth-methods.ts';
import { useCampaignOverview } from '../../features/overview/api/get-campaign-overview.ts';
import { useOverview } from '../../features/overview/api/get-overview.ts';
import { useHasNotifications } from '../../features/overview/api/has-notifications.ts';
import { CampaignSection } from '../../features/overview/components/campaign-section.tsx';
import { FirstSteps } from '../../features/overview/components/first-steps.tsx';
import { NextSchedules } from '../../features/overview/components/next-schedules.tsx';
import { NotificationTiles } from '../../features/overview/components/notification-tiles.tsx';
import { histogramViews, NotificationsByStatus } from '../../features/overview/components/notifications-by-status.tsx';
import { TopErrors } from '../../features/overview/components/top-errors.tsx';
import { usePermission } from '../../lib/session/session-context.tsx';

const state = {
  range: parseAsStringLiteral(OverviewRange.options).withDefault('24h'),
  view: parseAsStringLiteral(histogramViews).withDefault('chart'),
};
const rangeLabels: Record<OverviewRange, string> = { '1h': '1 h', '24h': '24 h', '7d': '7 days', '30d': '30 days' };

export function OverviewPage() {
  const [{ range, view }, setState] = useQueryStates(state, { history: 'push' });
  const maySeeSchedules = usePermission('schedules:read');
  const query = useOverview(range);
  const maySeeCampaigns = usePermission('campaigns:read');
  const campaigns = useCampaignOverview(range, { enabled: maySeeCampaigns });
  const nothingInRange = query.data !== undefined && Object.keys(query.data.totals).length === 0;
  const ever = useHasNotifications({ enabled: nothingInRange });
  const { data: methods } = useAuthMethods();
  const isNew = nothingInRange && ever.data === false && (!maySeeCampaigns || campaigns.data?.campaigns === 0);
  // All at once: what came a moment later would push down what is being read already.
  const arriving = campaigns.isLoading || ever.isLoading;

  return (
    <>
      <PageHeader
        title="Overview"
        actions={
          <SegmentedControl
            size="xs"
            aria-label="Range"
            value={range}
            onChange={(next) => void setState({ range: next })}
            data={OverviewRange.options.map((value) => ({ value, label: rangeLabels[value] }))}
          />
        }
      />
      <QueryView query={arriving ? { ...query, data: undefined } : query} label="the overview" skeleton={<OverviewSkeleton />}>
        {(overview) => (
          <Stack gap="md">
            {isNew && <FirstSteps localMode={methods?.localMode === true} />}
            <NotificationTiles overview={overview} />
            {maySeeCampaigns && <CampaignSection query={campaigns} saidStale={query.error !== null} />}
            {!isNew && (
              <>
                <NotificationsByStatus overview={overview} view={view} onView={(next) => void setState({ view: next })} onWiden={range === '30d' ? null : () => void setState({ range: '30d' })} />
                <TopErrors overview={overview} />
              </>
            )}
            {maySeeSchedules && <NextSchedules saidStale={query.error !== null} />}
          </Stack>
        )}
      </QueryView>
    </>
  );
}

function OverviewSkeleton() {
  return (
    <>
      <Skeleton height={126} mb={16} radius={8} />
      <Skeleton height={332} mb={16} radius={8} />
      <Skeleton height={140} radius={8} />
    </>
  );
}
