import { Button } from '@mantine/core';
import { EmptyState } from './empty-state.tsx';

/** A filter that hides everything, with the way out of it. */
export function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      kind="no-match"
      title="Nothing matches"
      action={
        <Button variant="default" onClick={onClear}>
          Clear the filters
        </Button>
      }
    >
      There may be more outside of what you chose.
    </EmptyState>
  );
}
