import type { Logger } from '@carillon/observability';
import type { JobQueue, ScheduleDefinition } from '@carillon/queue';
import { schedule as scheduleTask, type ScheduledTask } from 'node-cron';

export interface RunSchedulesOptions {
  schedules: readonly ScheduleDefinition[];
  queue: Pick<JobQueue, 'enqueue'>;
  logger: Logger;
  onFired(schedule: string, outcome: 'enqueued' | 'failed'): void;
}

/**
 * Fires each schedule's slots: a slot becomes one job whose id is made of schedule and slot, so that of several
 * schedulers that fire it only the first has an effect. A slot that Redis did not take is logged; the next one follows.
 */
export function runSchedules({ schedules, queue, logger, onFired }: RunSchedulesOptions): { stop(): Promise<void> } {
  const tasks: ScheduledTask[] = schedules.map((schedule) =>
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
  return {
    async stop() {
      await Promise.all(tasks.map(async (task) => task.destroy()));
    },
  };
}

/** Cron knows whole seconds; what is below them differs between two schedulers. */
function toSlot(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1_000) * 1_000);
}
