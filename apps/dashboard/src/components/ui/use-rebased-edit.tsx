import { Button } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ApiError } from '../../lib/http/api-error.ts';

interface RebasedEdit<Saved> {
  /** What a save stands on: what was opened, then what was saved, also when something newer becomes known meanwhile. */
  base: Saved;
  setBase: (saved: Saved) => void;
  /** The key of the editor: another one lets it begin anew. */
  round: number;
  /** After a save that was refused because somebody else had saved: the way to what they made of it. */
  notice: ReactNode;
}

/** Editing something that others may save at the same time. */
export function useRebasedEdit<Saved>(opened: Saved, update: Pick<UseMutationResult<Saved, Error, never>, 'error' | 'reset'>, loadNewest: () => Promise<Saved | undefined>): RebasedEdit<Saved> {
  const [base, setBase] = useState(opened);
  const [round, setRound] = useState(0);

  async function takeTheirs(): Promise<void> {
    const newest = await loadNewest();
    if (newest === undefined) return;
    update.reset();
    setBase(newest);
    setRound(round + 1);
  }

  const refused = update.error instanceof ApiError && update.error.code === 'version-conflict';
  const notice = refused ? (
    <Button size="xs" variant="default" onClick={takeTheirs}>
      Drop my changes and load theirs
    </Button>
  ) : undefined;
  return { base, setBase, round, notice };
}
