import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { useDeleteTemplate } from '../api/delete-template.ts';

export function DeleteTemplateButton({ name, onDeleted }: { name: string; onDeleted: () => void }) {
  const [asking, setAsking] = useState(false);
  const remove = useDeleteTemplate(name);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTrash size={14} aria-hidden />}
        onClick={() => {
          remove.reset();
          setAsking(true);
        }}
      >
        Delete
      </Button>
      <ConfirmDialog
        opened={asking}
        title={`Delete ${name}?`}
        confirmLabel="Delete the template"
        danger
        pending={remove.isPending}
        error={remove.error}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate(undefined, { onSuccess: onDeleted })}
      >
        Requests that name <strong>{name}</strong> will be refused from now on. What was already accepted keeps its content and will still be sent.
      </ConfirmDialog>
    </>
  );
}
