import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../components/ui/skeletons.tsx';
import { useQueues } from '../../features/queues/api/list-queues.ts';
import { QueueTable } from '../../features/queues/components/queue-table.tsx';

export function QueuesPage() {
  const query = useQueues();
  return (
    <>
      <PageHeader title="Queues" description="Read again every few seconds. Rates are of the last five full minutes." />
      <QueryView query={query} label="the queues" skeleton={<RowSkeleton rows={6} />}>
        {({ items }) => <QueueTable queues={items} />}
      </QueryView>
    </>
  );
}
