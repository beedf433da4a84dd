import { Button } from '@mantine/core';
import classes from './strip.module.css';

/** Said above a form that was left half-written, and is as it was left. */
export function ReturnedDraft({ onDiscard }: { onDiscard: () => void }) {
  return (
    <p className={classes.strip} data-tone="warning" role="status">
      These are your unsaved changes from before.
      <Button size="compact-xs" variant="default" onClick={onDiscard}>
        Discard them
      </Button>
    </p>
  );
}
