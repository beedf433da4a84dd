import type { FailureFilter } from '@carillon/domain';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { randomId } from '../../../lib/http/random-id.ts';
import { useRetryCount, useRetryFailures, type FailureSelection } from '../api/retry-failures.ts';
import { describeSelection } from '../describe-selection.ts';

interface RetryButtonsProps {
  filter: FailureFilter;
  chosen: readonly string[];
  onDone: () => void;
}

/** Tries again what is chosen, or all that matches: what and how many the server counts before anything is done. */
export function RetryButtons({ filter, chosen, onDone }: RetryButtonsProps) {
  const [asking, setAsking] = useState<{ selection: FailureSelection; key: string } | null>(null);
  const count = useRetryCount(asking?.selection ?? null);
  const retry = useRetryFailures();
  const ask = (selection: FailureSelection) => {
    retry.reset();
    setAsking({ selection, key: randomId() });
  };
  const confirm = () => {
    if (asking === null || count.data === undefined) return;
    retry.mutate(asking, {
      onSuccess: ({ count: queued }) => {
        setAsking(null);
        onDone();
        notifications.show({ message: `${queued.toLocaleString('en')} are being tried again` });
      },
    });
  };
  const unknown = count.data?.unknown ?? 0;

  return (
    <>
      <Button size="xs" variant="default" disabled={chosen.length === 0} leftSection={<IconRefresh size={15} aria-hidden />} onClick={() => ask({ filter, reasons: [...chosen] })}>
        Retry chosen
      </Button>
      <Button size="xs" leftSection={<IconRefresh size={15} aria-hidden />} onClick={() => ask({ filter })}>
        Retry all that match
      </Button>
      <ConfirmDialog
        opened={asking !== null}
        title={unknown > 0 ? 'Try again, although some may have arrived?' : 'Try these again?'}
        confirmLabel={`Try ${count.data?.count.toLocaleString('en') ?? ''} again`}
        danger={unknown > 0}
        pending={retry.isPending}
        error={retry.error ?? count.error}
        onClose={() => setAsking(null)}
        onConfirm={confirm}
      >
        {count.data === undefined ? 'Counting…' : <><strong>{count.data.count.toLocaleString('en')} notifications</strong> get another round of attempts, with the content they were accepted with: {asking === null ? '' : describeSelection(asking.selection)}. Nothing else is sent.</>}
        {unknown > 0 && (
          <>
            {' '}
            <strong>Of {unknown.toLocaleString('en')} nobody knows whether they arrived: they may be received twice.</strong>
          </>
        )}
      </ConfirmDialog>
    </>
  );
}
