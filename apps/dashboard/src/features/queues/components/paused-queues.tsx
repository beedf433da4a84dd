import type { QueueStatus } from '@carillon/domain';
import { Button } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Instant } from '../../../components/ui/instant.tsx';
import strip from '../../../components/ui/strip.module.css';
import { usePermission } from '../../../lib/session/session-context.tsx';
import { usePausedQueues } from '../api/list-queues.ts';
import { whatWaits } from '../what-waits.ts';
import classes from './paused-queues.module.css';
import { useResumeQueue } from './use-resume-queue.ts';

/** Says on every page that somebody let a queue wait, and with it what does not go on. */
export function PausedQueues() {
  const { data: queues = [] } = usePausedQueues();
  return <div role="status">{queues.map((queue) => <PausedQueue key={queue.name} queue={queue} />)}</div>;
}

function PausedQueue({ queue: { name, pausedAt, pausedBy, depth } }: { queue: QueueStatus }) {
  const mayResume = usePermission('queues:write');
  const { resume, resuming } = useResumeQueue(name);
  return (
    <div className={strip.strip} data-tone="warning" data-paused={name}>
      <IconPlayerPause size={16} aria-hidden />
      <span className={classes.words}>
        <strong>{whatWaits(name)}</strong> The queue {name} was paused{pausedBy !== null && ` by ${pausedBy}`}
        {pausedAt !== null && (
          <>
            {' '}
            <Instant at={pausedAt} />
          </>
        )}
        ; {(depth.waiting + depth.delayed).toLocaleString('en')} {depth.waiting + depth.delayed === 1 ? 'job waits' : 'jobs wait'}. <Link to="/queues">Look at the queues</Link>
      </span>
      {mayResume && (
        <Button size="compact-xs" variant="default" aria-label={`Resume ${name}`} loading={resuming} onClick={resume}>
          Resume
        </Button>
      )}
    </div>
  );
}
