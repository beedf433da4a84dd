import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { LoadMore } from '../../components/ui/load-more.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../components/ui/skeletons.tsx';
import { useTemplates } from '../../features/templates/api/list-templates.ts';
import { TemplateTable } from '../../features/templates/components/template-table.tsx';
import { usePermission } from '../../lib/session/session-context.tsx';

export function TemplatesPage() {
  const query = useTemplates();
  const mayWrite = usePermission('templates:write');
  const create = mayWrite ? (
    <Button component={Link} to="/templates/_new" size="xs" leftSection={<IconPlus size={14} aria-hidden />}>
      New template
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader title="Templates" actions={create} />
      <QueryView query={query} label="the templates" skeleton={<RowSkeleton rows={7} height={57} />}>
        {({ pages }) => {
          const templates = pages.flatMap((page) => page.items);
          if (templates.length === 0) {
            return (
              <EmptyState kind="none" title="No templates yet" action={create}>
                A template is a subject and a body with variables; callers name it and give the data.
              </EmptyState>
            );
          }
          return (
            <>
              <TemplateTable templates={templates} />
              <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={() => void query.fetchNextPage()} />
            </>
          );
        }}
      </QueryView>
    </>
  );
}
