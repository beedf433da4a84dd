import { DeleteButton } from '../../../components/ui/delete-button.tsx';
import { useDeleteTemplate } from '../api/delete-template.ts';

export function DeleteTemplateButton({ name, onDeleted }: { name: string; onDeleted: () => void }) {
  return (
    <DeleteButton title={`Delete ${name}?`} confirmLabel="Delete the template" remove={useDeleteTemplate(name)} onDeleted={onDeleted}>
      Requests that name <strong>{name}</strong> will be refused from now on. What was already accepted keeps its content and will still be sent.
    </DeleteButton>
  );
}
