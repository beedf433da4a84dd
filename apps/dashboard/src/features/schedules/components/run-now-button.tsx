import type { Schedule } from '@carillon/domain';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { randomId } from '../../../lib/http/random-id.ts';
import { scheduleLabels } from '../../../lib/schedule-labels.ts';
import { useStartRun } from '../api/start-run.ts';
import { RunPreview } from './run-preview.tsx';

/** Asks, then sweeps the rule at once. One opened dialog makes one run. */
export function RunNowButton({ schedule }: { schedule: Schedule }) {
  const { rule } = schedule;
  const [key, setKey] = useState<string | null>(null);
  const start = useStartRun(rule);
  const label = scheduleLabels[rule];
  return (
    <>
      <Button
        size="xs"
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        aria-label={`Run now: ${label}`}
        onClick={() => {
          start.reset();
          setKey(randomId());
        }}
      >
        Run now
      </Button>
      <ConfirmDialog
        opened={key !== null}
        title={`Run ${label} now?`}
        confirmLabel="Start the run"
        pending={start.isPending}
        error={start.error}
        onClose={() => setKey(null)}
        onConfirm={() =>
          key !== null &&
          start.mutate(key, {
            onSuccess: () => {
              setKey(null);
              notifications.show({ message: `A run of ${label} has begun` });
            },
          })
        }
      >
        <RunPreview schedule={schedule} />
      </ConfirmDialog>
    </>
  );
}
