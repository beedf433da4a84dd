import { LayoutName } from '@carillon/domain';
import { NativeSelect, Stack, Switch, TextInput } from '@mantine/core';
import { CodeEditor } from '../../../components/ui/code-editor.tsx';
import type { PreviewProblem } from '../preview-problem.ts';
import type { TemplateDraft } from '../template-draft.ts';

interface TemplateFieldsProps {
  draft: TemplateDraft;
  /** True while the template has no name yet. */
  isNew: boolean;
  readOnly: boolean;
  problems: Partial<Record<keyof TemplateDraft, string>>;
  previewProblem: PreviewProblem | null;
  onChange: (part: Partial<TemplateDraft>) => void;
}

/** Everything one writes of a template; a problem stands at the field it is about. */
export function TemplateFields({ draft, isNew, readOnly, problems, previewProblem, onChange }: TemplateFieldsProps) {
  const broken = previewProblem?.kind === 'invalid' ? previewProblem : null;
  const errorOf = (field: keyof TemplateDraft) => problems[field] ?? (broken?.field === field ? broken.message : undefined);
  const lineOf = (field: keyof TemplateDraft) => (broken?.field === field ? broken.line : undefined);
  return (
    <Stack gap="sm">
      {isNew && (
        <TextInput label="Name" description="Lower-case words joined by hyphens; callers name the template by it" value={draft.name} error={draft.name === '' ? undefined : problems.name} onChange={(event) => onChange({ name: event.currentTarget.value })} />
      )}
      <TextInput label="Description" value={draft.description} readOnly={readOnly} error={problems.description} onChange={(event) => onChange({ description: event.currentTarget.value })} />
      <TextInput label="Subject" value={draft.subject} readOnly={readOnly} error={errorOf('subject')} onChange={(event) => onChange({ subject: event.currentTarget.value })} />
      <CodeEditor label="HTML (Liquid)" value={draft.html} rows={16} readOnly={readOnly} error={errorOf('html')} markedLine={lineOf('html')} onChange={(html) => onChange({ html })} />
      <Switch
        label="Make the text version from the HTML"
        checked={draft.text === null}
        disabled={readOnly}
        onChange={(event) => onChange({ text: event.currentTarget.checked ? null : '' })}
      />
      {draft.text !== null && <CodeEditor label="Text (Liquid)" value={draft.text} rows={8} readOnly={readOnly} error={errorOf('text')} markedLine={lineOf('text')} onChange={(text) => onChange({ text })} />}
      <NativeSelect
        label="Layout"
        value={draft.layout}
        disabled={readOnly}
        onChange={(event) => onChange({ layout: LayoutName.parse(event.currentTarget.value) })}
        data={[
          { value: 'default', label: 'Default: with the header and footer of every mail' },
          { value: 'none', label: 'None: the template is the whole document' },
        ]}
      />
      <CodeEditor label="Sample data (JSON)" value={draft.sample} rows={7} readOnly={readOnly} error={problems.sample} onChange={(sample) => onChange({ sample })} />
    </Stack>
  );
}
