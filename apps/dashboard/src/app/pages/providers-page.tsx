import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../components/ui/skeletons.tsx';
import { useProviders } from '../../features/providers/api/list-providers.ts';
import { ProviderTable } from '../../features/providers/components/provider-table.tsx';

export function ProvidersPage() {
  const query = useProviders();
  return (
    <>
      <PageHeader title="Providers" description="The accounts that messages leave through, as all workers find them. Read again every two seconds." />
      <QueryView query={query} label="the providers" skeleton={<RowSkeleton rows={3} height={55} />}>
        {({ items }) => <ProviderTable providers={items} />}
      </QueryView>
    </>
  );
}
