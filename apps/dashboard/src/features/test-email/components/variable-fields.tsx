import { Stack, Switch, TextInput } from '@mantine/core';
import { CodeEditor } from '../../../components/ui/code-editor.tsx';
import type { VariableField } from '../variable-form.ts';

interface VariableFieldsProps {
  fields: readonly VariableField[];
  texts: Readonly<Record<string, string>>;
  problems: Readonly<Record<string, string>>;
  onChange: (path: string, text: string) => void;
}

/** The inputs for a template's variables. */
export function VariableFields({ fields, texts, problems, onChange }: VariableFieldsProps) {
  return (
    <Stack gap="sm">
      {fields.map(({ path, kind, initial }) => {
        const text = texts[path] ?? initial;
        if (kind === 'boolean') return <Switch key={path} label={path} checked={text === 'true'} onChange={(event) => onChange(path, String(event.currentTarget.checked))} />;
        if (kind === 'json') return <CodeEditor key={path} label={`${path} (JSON)`} value={text} rows={6} error={problems[path]} onChange={(next) => onChange(path, next)} />;
        return <TextInput key={path} label={path} inputMode={kind === 'number' ? 'decimal' : 'text'} value={text} error={problems[path]} onChange={(event) => onChange(path, event.currentTarget.value)} />;
      })}
    </Stack>
  );
}
