import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { ApiError } from '../../lib/http/api-error.ts';
import { CopyButton } from './copy-button.tsx';
import classes from './panel.module.css';

/** The first load failed: what happened, the id to look for in the logs, and another try. */
export function ErrorPanel({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const problem = error instanceof ApiError ? error : undefined;
  return (
    <div className={classes.panel} role="alert">
      <IconPlugConnectedX size={30} stroke={1.5} aria-hidden className={classes.badIcon} />
      <p className={classes.title}>{problem?.title ?? 'This page stumbled'}</p>
      {(problem === undefined || problem.message !== problem.title) && <p className={classes.text}>{problem?.message ?? 'It is not your fault. Reload the page; if that does not help, tell your administrator.'}</p>}
      {problem !== undefined && (
        <p className={classes.reference}>
          Request id <code>{problem.requestId}</code> <CopyButton value={problem.requestId} label="Copy the request id" />
        </p>
      )}
      {onRetry !== undefined && (
        <Button size="xs" variant="default" onClick={onRetry}>
          Retry
        </Button>
      )}
    </div>
  );
}
