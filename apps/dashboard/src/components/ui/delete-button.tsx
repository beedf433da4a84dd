import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ConfirmDialog } from './confirm-dialog.tsx';

interface DeleteButtonProps {
  title: string;
  confirmLabel: string;
  remove: Pick<UseMutationResult<void, Error, void>, 'mutate' | 'reset' | 'isPending' | 'error'>;
  onDeleted: () => void;
  /** What goes with it, and what stays. */
  children: ReactNode;
}

/** Takes away what a page shows, after a question. */
export function DeleteButton({ title, confirmLabel, remove, onDeleted, children }: DeleteButtonProps) {
  const [asking, setAsking] = useState(false);
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
        title={title}
        confirmLabel={confirmLabel}
        danger
        pending={remove.isPending}
        error={remove.error}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate(undefined, { onSuccess: onDeleted })}
      >
        {children}
      </ConfirmDialog>
    </>
  );
}
