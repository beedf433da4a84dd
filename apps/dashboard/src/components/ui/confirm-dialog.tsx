import { Button } from '@mantine/core';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { ApiError } from '../../lib/http/api-error.ts';
import { focusPageTitle } from './focus-page-title.ts';
import classes from './confirm-dialog.module.css';

interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  /** What will happen, to what, and what can not be undone. */
  children: ReactNode;
  confirmLabel: string;
  /** It can not be done, as the text says: there is nothing to confirm. */
  impossible?: boolean;
  danger?: boolean;
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/**
 * Asks before something with consequences. It is the browser's own modal dialog: all else is inert, the focus starts on the
 * harmless button and returns to what opened it, or to the page's heading when that is gone.
 */
export function ConfirmDialog({ opened, title, children, confirmLabel, impossible = false, danger = false, pending, error, onConfirm, onClose }: ConfirmDialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const harmless = useRef<HTMLButtonElement>(null);
  const confirmed = useRef(false);

  useEffect(() => {
    const element = dialog.current;
    if (!opened || element === null) return;
    element.showModal();
    harmless.current?.focus();
    return () => {
      element.close();
      if (document.activeElement === document.body) focusPageTitle();
    };
  }, [opened]);

  // A second click may come before the first one shows: it is the same wish.
  useEffect(() => {
    if (!pending) confirmed.current = false;
  });
  const confirmOnce = () => {
    if (confirmed.current) return;
    confirmed.current = true;
    onConfirm();
  };

  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      className={classes.dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        if (!pending) onClose();
      }}
    >
      {opened && (
        <>
          <h2 id={`${id}-title`} className={classes.title}>
            {title}
          </h2>
          <div id={`${id}-text`} className={classes.text}>
            {children}
          </div>
          {error !== null && (
            <p role="alert" className={classes.error}>
              {error instanceof ApiError ? `${error.message} (request id ${error.requestId})` : 'That did not work. Try again.'}
            </p>
          )}
          <div className={classes.buttons}>
            <Button ref={harmless} variant="default" onClick={onClose} disabled={pending}>
              {impossible ? 'Close' : 'Keep as it is'}
            </Button>
            {!impossible && (
              <Button {...(danger ? { color: 'red.8' } : {})} loading={pending} onClick={confirmOnce}>
                {confirmLabel}
              </Button>
            )}
          </div>
        </>
      )}
    </dialog>
  );
}
