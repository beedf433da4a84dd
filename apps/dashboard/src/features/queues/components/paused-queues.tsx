import type { QueueStatus } from '@carillon/domain';
import { Button } from '@mantine/core';
import { IconHelp, IconPlayerPause } from '@tabler/icons-react';
import { useRef } from 'react';
import { Link } from 'react-router';
import { focusPageTitle } from '../../../components/ui/focus-page-title.ts';
import { Instant } from '../../../components/ui/instant.tsx';
import strip from '../../../components/ui/strip.module.css';
import { usePermission } from '../../../lib/session/session-context.tsx';
import { usePausedQueues } from '../api/list-queues.ts';
import { jobsHeldUp, whatWaits } from '../what-waits.ts';
import { useResumeQueue } from './use-resume-queue.ts';

/** Says on every page that somebody let a queue wait, and with it what does not go on. */
export function PausedQueues() {
  const { data: queues = [], error, refetch } = usePausedQueues();
  return (
    <>
      {queues.map((queue) => <PausedQueue key={queue.name} queue={queue} />)}
      {error !== null && (
        <div className={strip.strip} data-tone="doubt" role="status">
          <IconHelp size={16} aria-hidden />
          <span>Whether queues are paused can not be told now.</span>
          <Button size="compact-xs" variant="default" onClick={() => void refetch()}>
            Retry now
          </Button>
        </div>
      )}
    </>
  );
}

function PausedQueue({ queue: { name, pausedAt, pausedBy, depth } }: { queue: QueueStatus }) {
  const mayResume = usePermission('queues:write');
  const box = useRef<HTMLDivElement>(null);
  const { resume, resuming } = useResumeQueue(name, () => {
    const holder = document.activeElement;
    if (holder === document.body || box.current?.contains(holder) === true) focusPageTitle();
  });
  return (
    <div ref={box} className={strip.strip} data-tone="warning" data-paused={name}>
      <IconPlayerPause size={16} aria-hidden />
      <span className={strip.words}>
        {/* Only what does not change by itself: a screen reader tells all of it again whenever a part does. */}
        <span role="status">
          <strong>{whatWaits(name)}</strong> The queue {name} was paused{pausedBy !== null && ` by ${pausedBy}`}
        </span>
        {pausedAt !== null && (
          <>
            {' '}
            <Instant at={pausedAt} />
          </>
        )}
        ; {jobsHeldUp(depth)}. <Link to="/queues">Look at the queues</Link>
      </span>
      {mayResume && (
        <Button size="compact-xs" variant="default" aria-label={`Resume ${name}`} loading={resuming} onClick={resume}>
          Resume
        </Button>
      )}
    </div>
  );
}
