import type { Run } from '@carillon/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useLiveEvents, usePollInterval } from '../../../lib/live/live-provider.tsx';
import { readAgain } from '../../../lib/live/read-again.ts';
import { useThrottled } from '../../../lib/live/use-throttled.ts';
import { refreshAfter } from '../refresh-after.ts';
import { scheduleKeys } from './schedule-keys.ts';

/** Time alone moves the next runs, and a scheduler may start one. */
const IDLE_REFRESH_MS = 30_000;

/** Reads schedules and runs again while a run makes progress. */
export function useFollowRuns(): void {
  const queryClient = useQueryClient();
  const refresh = useThrottled(() => readAgain(queryClient, { queryKey: scheduleKeys.all }));
  useLiveEvents((events) => {
    if (events.some((event) => event.type === 'run.changed')) refresh();
  });
}

/** How long what shows these runs waits until it is read again besides, in milliseconds. */
export function useRunsInterval(): (runs: readonly Run[]) => number {
  const pollInterval = usePollInterval(IDLE_REFRESH_MS);
  return (runs) => refreshAfter(runs, pollInterval);
}
