import { OverviewRange } from '@carillon/domain';
import { Button, SegmentedControl, Skeleton, Stack } from '@mantine/core';
import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { Card } from '../../components/ui/card.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { useOverview } from '../../features/overview/api/get-overview.ts';
import { NextSchedules } from '../../features/overview/components/next-schedules.tsx';
import { OverviewTiles } from '../../features/overview/components/overview-tiles.tsx';
import { TopErrors } from '../../features/overview/components/top-errors.tsx';
import { usePermission } from '../../lib/session/session-context.tsx';

const StatusHistogram = lazy(() => import('../../features/overview/components/status-histogram.tsx').then((module) => ({ default: module.StatusHistogram })));
const HistogramTable = lazy(() => import('../../features/overview/components/histogram-table.tsx').then((module) => ({ default: module.HistogramTable })));

const state = {
  range: parseAsStringLiteral(OverviewRange.options).withDefault('24h'),
  view: parseAsStringLiteral(['chart', 'table'] as const).withDefault('chart'),
};
const rangeLabels: Record<OverviewRange, string> = { '1h': '1 h', '24h': '24 h', '7d': '7 days', '30d': '30 days' };

export function OverviewPage() {
  const [{ range, view }, setState] = useQueryStates(state, { history: 'push' });
  const query = useOverview(range);
  const mayWrite = usePermission('notifications:write');
  const maySeeSchedules = usePermission('schedules:read');
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
      <QueryView query={query} label="the overview" skeleton={<OverviewSkeleton />}>
        {(overview) => (
          <Stack gap="md">
            <OverviewTiles overview={overview} />
            <Card
              title="Notifications by status"
              aside={
                <SegmentedControl
                  size="xs"
                  aria-label="Show as"
                  value={view}
                  onChange={(next) => void setState({ view: next })}
                  data={[
                    { value: 'chart', label: 'Chart' },
                    { value: 'table', label: 'Table' },
                  ]}
                />
              }
            >
              {Object.values(overview.totals).every((count) => count === 0) ? (
                <EmptyState
                  kind="none"
                  title="No notifications in this range"
                  action={
                    mayWrite ? (
                      <Button component={Link} to="/test-email">
                        Send a test e-mail
                      </Button>
                    ) : undefined
                  }
                >
                  As soon as one is accepted, it appears here.
                </EmptyState>
              ) : (
                <Suspense fallback={<Skeleton height={262} aria-busy />}>{view === 'chart' ? <StatusHistogram overview={overview} /> : <HistogramTable overview={overview} />}</Suspense>
              )}
            </Card>
            <TopErrors errors={overview.topErrors} />
            {maySeeSchedules && <NextSchedules />}
          </Stack>
        )}
      </QueryView>
    </>
  );
}

function OverviewSkeleton() {
  return (
    <>
      <Skeleton height={98} mb={16} radius={8} />
      <Skeleton height={332} mb={16} radius={8} />
      <Skeleton height={140} radius={8} />
    </>
  );
}
