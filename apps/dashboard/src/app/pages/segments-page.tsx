import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { PagedRows } from '../../components/ui/paged-rows.tsx';
import { RowTotal } from '../../components/ui/row-total.tsx';
import { useSegmentCount, useSegments } from '../../features/segments/api/list-segments.ts';
import { SegmentTable } from '../../features/segments/components/segment-table.tsx';
import { usePermission } from '../../lib/session/session-context.tsx';

export function SegmentsPage() {
  const query = useSegments();
  const count = useSegmentCount();
  const mayWrite = usePermission('segments:write');
  const create = mayWrite ? (
    <Button component={Link} to="/segments/_new" size="xs" leftSection={<IconPlus size={14} aria-hidden />}>
      New segment
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader title="Segments" description="Groups of users, by rules that are looked at anew each time." actions={create} />
      <PagedRows
        query={query}
        label="the segments"
        rowHeight={55}
        total={<RowTotal count={count.data} one="segment" many="segments" />}
        onClear={null}
        none={
          <EmptyState kind="none" title="No segments yet" action={create}>
            A segment says who belongs to it by tags, attributes, dates and campaigns. A campaign goes to a segment.
          </EmptyState>
        }
      >
        {(segments) => <SegmentTable segments={segments} />}
      </PagedRows>
    </>
  );
}
