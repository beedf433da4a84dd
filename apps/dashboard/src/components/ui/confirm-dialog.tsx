import { lazy, Suspense, useState } from 'react';
import type { ConfirmDialogProps } from './confirm-dialog-window.tsx';

const ConfirmDialogWindow = lazy(() => import('./confirm-dialog-window.tsx').then((module) => ({ default: module.ConfirmDialogWindow })));

/**
 * Asks before something with consequences; the focus returns to what opened it. Its code is loaded when it is first asked, and
 * it stays mounted from then on, so that it can close in peace.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const [asked, setAsked] = useState(props.opened);
  if (props.opened && !asked) setAsked(true);
  if (!asked) return null;
  return (
    <Suspense fallback={null}>
      <ConfirmDialogWindow {...props} />
    </Suspense>
  );
}
