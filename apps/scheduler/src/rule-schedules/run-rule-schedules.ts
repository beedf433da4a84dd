import { keepSchedule, type KeepScheduleDeps } from './keep-schedule.ts';
import { requeueStalled, type RequeueStalledDeps } from './requeue-stalled.ts';

export type RunRuleSchedulesOptions = KeepScheduleDeps &
  RequeueStalledDeps & {
    /** How often changes, missed timers and stalled runs are looked for, in milliseconds. */
    pollMs: number;
  };

/** Keeps every rule's schedule until it is stopped; of several schedulers that do, one fires each slot. */
export function runRuleSchedules(options: RunRuleSchedulesOptions): { stop(): Promise<void> } {
  const keepers = options.schedules.map((schedule) => keepSchedule(schedule, options));
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function poll(): Promise<void> {
    await Promise.all(keepers.map((keeper) => keeper.check()));
    await requeueStalled(options).catch((error: unknown) => options.logger.warn('runs.not-checked', { error }));
    if (!stopped) timer = setTimeout(start, options.pollMs);
  }

  let polling: Promise<void> = Promise.resolve();
  function start(): void {
    polling = poll();
  }
  start();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await polling;
      await Promise.all(keepers.map((keeper) => keeper.stop()));
    },
  };
}
