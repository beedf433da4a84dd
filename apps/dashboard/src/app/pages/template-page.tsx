import type { Template } from '@carillon/domain';
import { Button, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import table from '../../components/ui/table.module.css';
import { useCreateTemplate } from '../../features/templates/api/create-template.ts';
import { useTemplate } from '../../features/templates/api/get-template.ts';
import { useUpdateTemplate } from '../../features/templates/api/update-template.ts';
import { DeleteTemplateButton } from '../../features/templates/components/delete-template-button.tsx';
import { TemplateEditor } from '../../features/templates/components/template-editor.tsx';
import { forgetDraft } from '../../features/templates/use-kept-draft.ts';
import { ApiError } from '../../lib/http/api-error.ts';
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
  if (query.error instanceof ApiError && query.error.status === 404) {
    return (
      <>
        <PageHeader title="Template not found" />
        <EmptyState
          kind="no-match"
          title={`There is no template ${name}`}
          action={
            <Button component={Link} to="/templates" variant="default">
              Go to the templates
            </Button>
          }
        />
      </>
    );
  }
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

function EditTemplate({ template, readOnly, loadNewest }: { template: Template; readOnly: boolean; loadNewest: () => Promise<Template | undefined> }) {
  const update = useUpdateTemplate(template.name);
  // A draft is written on top of the version it was opened with, also when a newer one becomes known meanwhile.
  const [base, setBase] = useState(template);
  const [round, setRound] = useState(0);
  const conflict = update.error instanceof ApiError && update.error.code === 'version-conflict';
  return (
    <TemplateEditor
      key={round}
      template={base}
      readOnly={readOnly}
      saving={update.isPending}
      saveError={update.error}
      notice={
        conflict ? (
          <Button
            size="xs"
            variant="default"
            onClick={async () => {
              const newest = await loadNewest();
              if (newest === undefined) return;
              update.reset();
              setBase(newest);
              setRound(round + 1);
            }}
          >
            Drop my changes and load theirs
          </Button>
        ) : undefined
      }
      onSave={({ name: _name, ...body }) =>
        update.mutate(
          { ...body, baseVersion: base.version },
          {
            onSuccess: (saved) => {
              forgetDraft(base);
              setBase(saved);
              notifications.show({ message: `Version ${saved.version} is in use from now on` });
            },
          },
        )
      }
    />
  );
}
