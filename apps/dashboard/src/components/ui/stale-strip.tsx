import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { formatClock } from '../../lib/time/format-instant.ts';
import classes from './strip.module.css';

/** A refresh failed: what is on screen stays, with a word on how old it is. `since` is in epoch milliseconds. */
export function StaleStrip({ since, onRetry }: { since: number; onRetry: () => void }) {
  return (
    <div className={classes.strip} data-tone="warning" role="status">
      <IconCloudOff size={16} aria-hidden />
      <span>Stale since {formatClock(new Date(since))}: the server does not answer. It is tried again by itself.</span>
      <Button size="compact-xs" variant="default" onClick={onRetry}>
        Retry now
      </Button>
    </div>
  );
}
