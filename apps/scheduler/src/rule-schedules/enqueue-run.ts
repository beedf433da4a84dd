import type { Run } from '@carillon/domain';
import type { DeclaredSchedule } from '@carillon/jobs/schedules';
import type { Logger } from '@carillon/observability';
import type { JobQueue } from '@carillon/queue';

export interface EnqueueRunDeps {
  queue: Pick<JobQueue, 'enqueue'>;
  logger: Logger;
}

/** Asks for the sweep of a claimed run. False while Redis does not take it: the run stays queued, and is found again. */
export async function enqueueRun({ queue, logger }: EnqueueRunDeps, schedule: DeclaredSchedule, run: Run): Promise<boolean> {
  try {
    await queue.enqueue(schedule.sweep, { payload: { runId: run.id, rule: schedule.rule, slot: run.slot, parameters: run.parameters } });
    return true;
  } catch (error) {
    logger.warn('run.not-enqueued', { schedule: schedule.rule, runId: run.id, slot: run.slot, reason: error instanceof Error ? error.message : String(error) });
    return false;
  }
}
