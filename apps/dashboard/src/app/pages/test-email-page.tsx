import { PreviewTemplate, type Template } from '@carillon/domain';
import { NativeSelect, Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { parseAsString, useQueryStates } from 'nuqs';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { NotificationProgress } from '../../features/notifications/components/notification-progress.tsx';
import { useTemplate } from '../../features/templates/api/get-template.ts';
import { useTemplates } from '../../features/templates/api/list-templates.ts';
import { useTemplatePreview } from '../../features/templates/api/preview-template.ts';
import { TemplatePreviewPanel } from '../../features/templates/components/template-preview-panel.tsx';
import { TestEmailForm } from '../../features/test-email/components/test-email-form.tsx';
import type { JsonObject } from '../../lib/json-path.ts';
import { useSignedInSession } from '../../lib/session/session-context.tsx';
import classes from './test-email-page.module.css';

const state = { template: parseAsString.withDefault('test-email'), to: parseAsString };

export function TestEmailPage() {
  const { operator } = useSignedInSession();
  const [{ template: name, to }, setState] = useQueryStates(state, { history: 'replace' });
  const templates = useTemplates();
  const template = useTemplate(name);
  const names = templates.data?.pages.flatMap((page) => page.items.map((item) => item.name)) ?? [];
  return (
    <>
      <PageHeader title="Test e-mail" description="A real message over the real road: queued, sent, logged, and tagged TEST." />
      <QueryView query={template} label="the template" skeleton={<Skeleton height={560} radius={8} />}>
        {(loaded) => (
          <div className={classes.columns}>
            <TestEmailForm
              key={loaded.name}
              template={loaded}
              recipient={to ?? operator.email}
              onRecipientChange={(recipient) => void setState({ to: recipient })}
              picker={
                <NativeSelect
                  label="Template"
                  value={name}
                  data={names.includes(name) ? names : [name, ...names]}
                  onChange={(event) => void setState({ template: event.currentTarget.value })}
                />
              }
              renderPreview={(data) => <Preview template={loaded} data={data} />}
              renderResult={(id) => <NotificationProgress id={id} />}
            />
          </div>
        )}
      </QueryView>
    </>
  );
}

/** `data` is another object at every keystroke; its JSON tells when it stood still. */
function Preview({ template: { subject, html, text, layout }, data }: { template: Template; data: JsonObject | null }) {
  const [settled] = useDebouncedValue(data === null ? null : JSON.stringify({ subject, html, text, layout, data }), 300);
  const preview = useTemplatePreview(settled === null ? null : PreviewTemplate.parse(JSON.parse(settled)));
  return <TemplatePreviewPanel preview={preview} />;
}
