import type { Overview } from '@carillon/domain';
import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';

const StatusHistogram = lazy(() => import('./status-histogram.tsx').then((module) => ({ default: module.StatusHistogram })));
const HistogramTable = lazy(() => import('./histogram-table.tsx').then((module) => ({ default: module.HistogramTable })));

export const histogramViews = ['chart', 'table'] as const;
export type HistogramView = (typeof histogramViews)[number];

interface NotificationsByStatusProps {
  overview: Overview;
  view: HistogramView;
  onView: (view: HistogramView) => void;
  /** Given where a longer range may have something. */
  onWiden: (() => void) | null;
}

/** Notifications over time, as a chart or as a table. */
export function NotificationsByStatus({ overview, view, onView, onWiden }: NotificationsByStatusProps) {
  return (
    <Card
      title="Notifications by status"
      aside={
        <SegmentedControl
          size="xs"
          aria-label="Show as"
          value={view}
          onChange={onView}
          data={[
            { value: 'chart', label: 'Chart' },
            { value: 'table', label: 'Table' },
          ]}
        />
      }
    >
      {Object.keys(overview.totals).length === 0 ? (
        <EmptyState kind="none" title="No notifications in this range" action={wayOut(onWiden)}>
          As soon as one is accepted, it appears here.
        </EmptyState>
      ) : (
        <Suspense fallback={<Skeleton height={262} aria-busy />}>{view === 'chart' ? <StatusHistogram overview={overview} /> : <HistogramTable overview={overview} />}</Suspense>
      )}
    </Card>
  );
}

function wayOut(onWiden: (() => void) | null): ReactNode {
  if (onWiden === null) return undefined;
  return (
    <Button variant="default" onClick={onWiden}>
      Look at 30 days
    </Button>
  );
}
