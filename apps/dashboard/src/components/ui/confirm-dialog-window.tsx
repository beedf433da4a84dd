import { Button, Group, Modal } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { ApiError } from '../../lib/http/api-error.ts';
import classes from './confirm-dialog.module.css';

export interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  /** What will happen, to what, and what can not be undone. */
  children: ReactNode;
  confirmLabel: string;
  danger?: boolean;
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** The window of `ConfirmDialog`. The focus starts on the harmless button. */
export function ConfirmDialogWindow({ opened, title, children, confirmLabel, danger = false, pending, error, onConfirm, onClose }: ConfirmDialogProps) {
  const description = useId();
  return (
    <Modal.Root opened={opened} onClose={pending ? () => undefined : onClose} centered size="md">
      <Modal.Overlay />
      <Modal.Content role="alertdialog" aria-describedby={description}>
        <Modal.Header>
          <Modal.Title>{title}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <div id={description}>{children}</div>
          {error !== null && (
            <p role="alert" className={classes.error}>
              {error instanceof ApiError ? `${error.message} (request id ${error.requestId})` : 'That did not work. Try again.'}
            </p>
          )}
          <Group justify="flex-end" mt="md" gap="xs">
            <Button variant="default" data-autofocus onClick={onClose} disabled={pending}>
              Keep as it is
            </Button>
            <Button {...(danger ? { color: 'red' } : {})} loading={pending} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </Group>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
