import type { NotificationDetail } from '@carillon/domain';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBan, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { randomId } from '../../../lib/http/random-id.ts';
import { useCancelNotification } from '../api/cancel-notification.ts';
import { useRetryNotification } from '../api/retry-notification.ts';

/** What an operator can do with a notification in its present state. Each asks first; one opened dialog makes one request. */
export function NotificationActions({ notification }: { notification: NotificationDetail }) {
  const [asking, setAsking] = useState<{ what: 'retry' | 'cancel'; key: string } | null>(null);
  const retry = useRetryNotification(notification.id);
  const cancel = useCancelNotification(notification.id);
  const open = (what: 'retry' | 'cancel') => {
    retry.reset();
    cancel.reset();
    setAsking({ what, key: randomId() });
  };
  const close = () => setAsking(null);
  const { status, to } = notification;

  return (
    <>
      {(status === 'failed' || status === 'unknown') && (
        <Button size="xs" leftSection={<IconRefresh size={15} aria-hidden />} onClick={() => open('retry')}>
          Send again
        </Button>
      )}
      {(status === 'queued' || status === 'retrying') && (
        <Button size="xs" variant="default" leftSection={<IconBan size={15} aria-hidden />} onClick={() => open('cancel')}>
          Cancel
        </Button>
      )}
      <ConfirmDialog
        opened={asking?.what === 'retry'}
        title={status === 'unknown' ? 'Send again, although it may have arrived?' : 'Send again?'}
        confirmLabel="Send again"
        danger={status === 'unknown'}
        pending={retry.isPending}
        error={retry.error}
        onClose={close}
        onConfirm={() =>
          asking &&
          retry.mutate(asking.key, {
            onSuccess: () => {
              close();
              notifications.show({ message: `Queued again for ${to}` });
            },
          })
        }
      >
        {status === 'unknown' ? (
          <>
            This message was handed over, but the provider’s answer was lost. <strong>{to} may receive it twice.</strong> Look for it at the provider first, if you can.
          </>
        ) : (
          <>
            One message will be queued again for <strong>{to}</strong>, with the content it was accepted with. The earlier attempts stay in its record.
          </>
        )}
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking?.what === 'cancel'}
        title="Cancel this notification?"
        confirmLabel="Cancel the notification"
        danger
        pending={cancel.isPending}
        error={cancel.error}
        onClose={close}
        onConfirm={() =>
          asking &&
          cancel.mutate(asking.key, {
            onSuccess: () => {
              close();
              notifications.show({ message: `Cancelled: ${to} will not receive it` });
            },
          })
        }
      >
        One message to <strong>{to}</strong> will not be sent. This can’t be undone.
      </ConfirmDialog>
    </>
  );
}
