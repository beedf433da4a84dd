import type { QueueStatus } from '@carillon/domain';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { useSwitchQueue } from '../api/switch-queue.ts';
import { useResumeQueue } from './use-resume-queue.ts';

/** Pausing asks first; resuming does what was going to happen anyway, at once. */
export function QueueSwitch({ queue: { name, paused, depth }, index }: { queue: QueueStatus; index: number }) {
  const [asking, setAsking] = useState(false);
  const change = useSwitchQueue(name);
  const { resume, resuming } = useResumeQueue(name);
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        data-row={index}
        aria-label={`${paused ? 'Resume' : 'Pause'} ${name}`}
        loading={resuming}
        onClick={() => {
          change.reset();
          if (paused) resume();
          else setAsking(true);
        }}
      >
        {paused ? 'Resume' : 'Pause'}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={`Pause ${name}?`}
        confirmLabel="Pause the queue"
        danger
        pending={change.isPending}
        error={change.error}
        onClose={() => setAsking(false)}
        onConfirm={() => change.mutate('pause', { onSuccess: () => setAsking(false) })}
      >
        <strong>{depth.waiting.toLocaleString('en')}</strong> {depth.waiting === 1 ? 'job' : 'jobs'} of it will wait{depth.delayed > 0 && <>, <strong>{depth.delayed.toLocaleString('en')}</strong> that {depth.delayed === 1 ? 'is' : 'are'} due later</>}, and all that come, for every worker and across restarts, until somebody
        resumes it. Jobs that are running end. Nothing is lost.
      </ConfirmDialog>
    </>
  );
}
