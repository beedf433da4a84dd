import { notifications } from '@mantine/notifications';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { useReleaseSuppression } from '../api/suppressions.ts';

/** Asks before an address is taken off the list; null: nothing is asked. */
export function ReleaseDialog({ address, onClose }: { address: string | null; onClose: () => void }) {
  const release = useReleaseSuppression();
  const close = () => {
    release.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={address !== null}
      title={`Write to ${address ?? ''} again?`}
      confirmLabel="Release the address"
      danger
      pending={release.isPending}
      error={release.error}
      onClose={close}
      onConfirm={() => {
        if (address === null) return;
        release.mutate(address, {
          onSuccess: () => {
            notifications.show({ message: `${address} may be written to again` });
            close();
          },
        });
      }}
    >
      Writing to addresses that bounce or complain harms the delivery of all other messages. Categories that somebody does not want stay unwanted.
    </ConfirmDialog>
  );
}
