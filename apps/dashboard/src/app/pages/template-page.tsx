import { Button, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link, useNavigate, useParams } from 'react-router';
import { NotFound } from '../../components/ui/not-found.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import table from '../../components/ui/table.module.css';
import { useCreateTemplate } from '../../features/templates/api/create-template.ts';
import { useTemplate } from '../../features/templates/api/get-template.ts';
import { DeleteTemplateButton } from '../../features/templates/components/delete-template-button.tsx';
import { EditTemplate } from '../../features/templates/components/edit-template.tsx';
import { TemplateEditor } from '../../features/templates/components/template-editor.tsx';
import { forgetDraft } from '../../features/templates/use-kept-draft.ts';
import { isMissing } from '../../lib/http/api-error.ts';
import { usePermission } from '../../lib/session/session-context.tsx';

/** `/templates/_new` is no template: names have no underscore. */
export function TemplatePage() {
  const { name = '' } = useParams();
  return name === '_new' ? <NewTemplate /> : <SavedTemplate key={name} name={name} />;
}

function NewTemplate() {
  const create = useCreateTemplate();
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title="New template" />
      <TemplateEditor
        template={null}
        readOnly={false}
        saving={create.isPending || create.isSuccess}
        saveError={create.error}
        onSave={(body) =>
          create.mutate(body, {
            onSuccess: (template) => {
              forgetDraft(null);
              notifications.show({ message: `${template.name} is ready to be used` });
              void navigate(`/templates/${template.name}`, { replace: true });
            },
          })
        }
      />
    </>
  );
}

function SavedTemplate({ name }: { name: string }) {
  const query = useTemplate(name);
  const navigate = useNavigate();
  const mayWrite = usePermission('templates:write');
  if (isMissing(query.error)) return <NotFound what="Template" title={`There is no template ${name}`} to="/templates" link="Go to the templates" />;
  return (
    <>
      <PageHeader
        title={name}
        aside={query.data && <span className={table.quiet}>{query.data.builtIn ? 'Comes with the product' : `Version ${query.data.version}`}</span>}
        description={query.data?.description}
        actions={
          mayWrite && query.data ? (
            <>
              <Button component={Link} to={`/test-email?template=${name}`} size="xs" variant="default">
                Send as a test
              </Button>
              {!query.data.builtIn && <DeleteTemplateButton name={name} onDeleted={() => void navigate('/templates')} />}
            </>
          ) : undefined
        }
      />
      <QueryView query={query} label="the template" skeleton={<Skeleton height={640} radius={8} />}>
        {(template) => <EditTemplate template={template} readOnly={!mayWrite} loadNewest={async () => (await query.refetch()).data} />}
      </QueryView>
    </>
  );
}
