import { useQueryClient } from '@tanstack/react-query';
import { useLiveEvents, usePollInterval } from '../../../lib/live/live-provider.tsx';
import { useThrottled } from '../../../lib/live/use-throttled.ts';
import { scheduleKeys } from './schedule-keys.ts';

/** Time alone moves the next runs, and a scheduler may start one. */
const IDLE_REFRESH_MS = 30_000;

/** Reads schedules and runs again while a run makes progress. Returns the interval at which they are read besides. */
export function useFollowRuns(): number {
  const queryClient = useQueryClient();
  const pollInterval = usePollInterval();
  const refresh = useThrottled(() => void queryClient.invalidateQueries({ queryKey: scheduleKeys.all }));
  useLiveEvents((events) => {
    if (events.some((event) => event.type === 'run.changed')) refresh();
  });
  return pollInterval === false ? IDLE_REFRESH_MS : pollInterval;
}
