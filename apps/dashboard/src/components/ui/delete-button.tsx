import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ConfirmDialog } from './confirm-dialog.tsx';

interface DeleteButtonProps {
  title: string;
  confirmLabel: string;
  /** It can not be deleted, as the text says. */
  impossible?: boolean;
  remove: Pick<UseMutationResult<void, Error, void>, 'mutate' | 'reset' | 'isPending' | 'error'>;
  /** The question is on the screen now, or not any more. */
  onAsking?: (asking: boolean) => void;
  onDeleted: () => void;
  /** What goes with it, and what stays. */
  children: ReactNode;
}

/** Takes away what a page shows, after a question. */
export function DeleteButton({ title, confirmLabel, impossible = false, remove, onAsking, onDeleted, children }: DeleteButtonProps) {
  const [asking, setAsking] = useState(false);
  const ask = (now: boolean) => {
    setAsking(now);
    onAsking?.(now);
  };
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTrash size={14} aria-hidden />}
        onClick={() => {
          remove.reset();
          ask(true);
        }}
      >
        Delete
      </Button>
      <ConfirmDialog
        opened={asking}
        title={title}
        confirmLabel={confirmLabel}
        impossible={impossible}
        danger
        pending={remove.isPending}
        error={remove.error}
        onClose={() => ask(false)}
        onConfirm={() => remove.mutate(undefined, { onSuccess: onDeleted })}
      >
        {children}
      </ConfirmDialog>
    </>
  );
}
