import type { PreviewTemplate, Template } from '@carillon/domain';
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import columns from '../../../components/ui/columns.module.css';
import { FormError } from '../../../components/ui/form-error.tsx';
import { ReturnedDraft } from '../../../components/ui/returned-draft.tsx';
import { ApiError } from '../../../lib/http/api-error.ts';
import { setAtPath } from '../../../lib/json-path.ts';
import { useTemplatePreview } from '../api/preview-template.ts';
import { readPreviewProblem } from '../preview-problem.ts';
import { draftOf, emptyDraft, parseSample, readDraft, withVersion, type TemplateDraft } from '../template-draft.ts';
import { draftKey, useKeptDraft } from '../use-kept-draft.ts';
import { TemplateFields } from './template-fields.tsx';
import { TemplatePreviewPanel } from './template-preview-panel.tsx';
import { TemplateVersions } from './template-versions.tsx';
import { VariableList } from './variable-list.tsx';
import classes from './template-editor.module.css';

interface TemplateEditorProps {
  /** Null for a new one. */
  template: Template | null;
  readOnly: boolean;
  saving: boolean;
  saveError: unknown;
  /** Stands above the save button, such as the answer to a conflict. */
  notice?: ReactNode;
  onSave: (body: NonNullable<ReturnType<typeof readDraft>['body']>) => void;
}

/** Writing a template, with the rendered message beside it. It can be saved when it renders with its own sample. */
export function TemplateEditor({ template, readOnly, saving, saveError, notice, onSave }: TemplateEditorProps) {
  const saved = template === null ? emptyDraft : draftOf(template);
  const { draft, setDraft, dirty, returned, discard } = useKeptDraft(draftKey(template), saved);
  const change = (part: Partial<TemplateDraft>) => setDraft((before) => ({ ...before, ...part }));

  const { body, problems } = readDraft(draft);
  const [rendered] = useDebouncedValue(draft, 300);
  const preview = useTemplatePreview(previewBody(rendered));
  const previewProblem = preview.error instanceof ApiError ? readPreviewProblem(preview.error) : null;
  const settled = rendered === draft && !preview.isPlaceholderData && preview.isSuccess;

  function addVariables(variables: readonly string[]): void {
    const sample = variables.reduce((data, variable) => setAtPath(data, variable, `Sample ${variable}`), parseSample(draft.sample) ?? {});
    change({ sample: JSON.stringify(sample, null, 2) });
  }

  return (
    <div className={columns.columns} data-equal>
      <div className={columns.column}>
        <Card title="Source" aside={dirty ? <span className={classes.dirty}>Not saved yet</span> : undefined}>
          {returned && <ReturnedDraft onDiscard={discard} />}
          <TemplateFields draft={draft} isNew={template === null} readOnly={readOnly} problems={problems ?? {}} previewProblem={previewProblem} onChange={change} />
          {!readOnly && (
            <div className={classes.save}>
              {notice}
              <FormError error={saveError} />
              <Button loading={saving} disabled={body === null || !dirty || !settled} onClick={() => body !== null && onSave(body)}>
                {template === null ? 'Create the template' : 'Save a new version'}
              </Button>
              {previewProblem?.kind === 'undefined-variables' && <span className={classes.hint}>Define {previewProblem.variables.join(', ')} in the sample data first.</span>}
            </div>
          )}
        </Card>
        {template !== null && <TemplateVersions name={template.name} current={template.version} onTake={readOnly ? null : (version) => setDraft(withVersion(draft, version))} />}
      </div>
      <div className={columns.column}>
        <Card title="Preview with the sample data">
          <TemplatePreviewPanel preview={preview} {...(readOnly ? {} : { onAddVariables: addVariables })} />
        </Card>
        <VariableList variables={preview.data?.variables ?? template?.variables ?? []} />
      </div>
    </div>
  );
}

/** What can be rendered already, whatever the name; null while the sample can't be read. */
function previewBody({ subject, html, text, layout, sample }: TemplateDraft): PreviewTemplate | null {
  const data = parseSample(sample);
  return data === null || subject === '' || html === '' ? null : { subject, html, text, layout, data };
}
