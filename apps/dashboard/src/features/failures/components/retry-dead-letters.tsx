import type { DeadLetterGroup } from '@carillon/domain';
import { notifications } from '@mantine/notifications';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { useDeadLetterCount, useRetryDeadLetters } from '../api/dead-letters.ts';

/** Asks whether the jobs of a group are to run again: how many that are, the server counts before anything is done. */
export function RetryDeadLetters({ group, onClose }: { group: DeadLetterGroup | null; onClose: () => void }) {
  const counted = useDeadLetterCount(group);
  const retry = useRetryDeadLetters();
  const close = () => {
    retry.reset();
    onClose();
  };
  const confirm = () => {
    if (group === null || counted.data === undefined) return;
    retry.mutate(group, {
      onSuccess: ({ count, unreadable }) => {
        close();
        notifications.show({ message: `${count.toLocaleString('en')} run again${unreadable === 0 ? '' : `; ${unreadable.toLocaleString('en')} can not run as they are, and stay`}` });
      },
    });
  };

  return (
    <ConfirmDialog
      opened={group !== null}
      title="Run these jobs again?"
      confirmLabel={`Run ${counted.data?.count.toLocaleString('en') ?? ''} again`}
      impossible={counted.data?.count === 0}
      pending={retry.isPending}
      error={retry.error ?? counted.error}
      onClose={close}
      onConfirm={confirm}
    >
      {group === null || counted.data === undefined ? 'Counting…' : <Prospect group={group} count={counted.data.count} unreadable={counted.data.unreadable} />}
    </ConfirmDialog>
  );
}

function Prospect({ group: { jobName, queue }, count, unreadable }: { group: DeadLetterGroup; count: number; unreadable: number }) {
  const staying = unreadable === 0 ? '' : ` ${unreadable.toLocaleString('en')} can not run as they are, and stay.`;
  if (count === 0) return <>{unreadable === 0 ? 'None is left: their work was done meanwhile.' : `None can run again.${staying}`}</>;
  return (
    <>
      <strong>{count.toLocaleString('en')}</strong> {count === 1 ? 'job' : 'jobs'} <code>{jobName}</code> {count === 1 ? 'goes' : 'go'} back into the queue {queue}. Each looks first at what it is about, and does nothing that was done already.{staying}
    </>
  );
}
