import type { Template } from '@carillon/domain';
import { notifications } from '@mantine/notifications';
import { useRebasedEdit } from '../../../components/ui/use-rebased-edit.tsx';
import { useUpdateTemplate } from '../api/update-template.ts';
import { forgetDraft } from '../use-kept-draft.ts';
import { TemplateEditor } from './template-editor.tsx';

/** Writing the next version of a template, on top of the one that was opened. */
export function EditTemplate({ template, readOnly, loadNewest }: { template: Template; readOnly: boolean; loadNewest: () => Promise<Template | undefined> }) {
  const update = useUpdateTemplate(template.name);
  const { base, setBase, round, notice } = useRebasedEdit(template, update, loadNewest);
  return (
    <TemplateEditor
      key={round}
      template={base}
      readOnly={readOnly}
      saving={update.isPending}
      saveError={update.error}
      notice={notice}
      onSave={({ name: _name, ...body }) =>
        update.mutate(
          { ...body, version: base.version },
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
