import type { Clock } from '@carillon/domain';
import type { Logger } from '@carillon/observability';
import type { JobQueue, ScheduleDefinition } from '@carillon/queue';
import { schedule as scheduleTask, type ScheduledTask } from 'node-cron';

const LOOK_MS = 1_000;
/** Less than that is no clock that was turned back. */
const JITTER_MS = 1_000;

export interface RunSchedulesOptions {
  schedules: readonly ScheduleDefinition[];
  queue: Pick<JobQueue, 'enqueue'>;
  logger: Pick<Logger, 'warn'>;
  clock: Clock;
  onFired(schedule: string, outcome: 'enqueued' | 'failed'): void;
}

/**
 * Fires each schedule's slots: a slot becomes one job whose id is made of schedule and slot, so that of several
 * schedulers that fire it only the first has an effect. A slot that Redis did not take is logged; the next one follows.
 */
export function runSchedules({ schedules, queue, logger, clock, onFired }: RunSchedulesOptions): { stop(): Promise<void> } {
  const start = (): ScheduledTask[] => schedules.map((schedule) =>
    scheduleTask(
      schedule.cron,
      async ({ date }) => {
        const slot = toSlot(date);
        try {
          await queue.enqueue(schedule.job, { payload: schedule.payload(slot) });
          onFired(schedule.name, 'enqueued');
        } catch (error) {
          onFired(schedule.name, 'failed');
          logger.warn('schedule.not-enqueued', { schedule: schedule.name, slot, reason: error instanceof Error ? error.message : String(error) });
        }
      },
      { name: schedule.name, timezone: schedule.timeZone, noOverlap: true },
    ),
  );
  const stop = (running: readonly ScheduledTask[]) => Promise.all(running.map(async (task) => task.destroy()));

  let tasks = start();
  let lastLook = clock.now();
  // node-cron waits for the time it was to fire at next, however far a clock that is set back puts that off.
  const watch = setInterval(() => {
    const turnedBack = lastLook.getTime() - clock.now().getTime() > JITTER_MS;
    lastLook = clock.now();
    if (!turnedBack) return;
    logger.warn('schedules.clock-turned-back');
    const stale = tasks;
    tasks = start();
    stop(stale).catch((error: unknown) => logger.warn('schedules.not-stopped', { error }));
  }, LOOK_MS);

  return {
    async stop() {
      clearInterval(watch);
      await stop(tasks);
    },
  };
}

/** Cron knows whole seconds; what is below them differs between two schedulers. */
function toSlot(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1_000) * 1_000);
}
