import type { RunRepository } from '@carillon/db';
import type { Clock } from '@carillon/domain';
import type { DeclaredSchedule } from '@carillon/jobs/schedules';
import { enqueueRun, type EnqueueRunDeps } from './enqueue-run.ts';

const PAGE = 100;

/** After how long without a word, in milliseconds, a run's job is put into Redis again, and when that is given up. */
export interface StallLimits {
  /** Claimed, but its sweep has not begun: the scheduler died in between, Redis was away or was emptied, or the queue is long. */
  queuedMs: number;
  /** Sweeping: its worker died, and its job went with Redis. */
  runningMs: number;
  /** Since the claim. */
  giveUpMs: number;
}

export interface RequeueStalledDeps extends EnqueueRunDeps {
  schedules: readonly DeclaredSchedule[];
  runs: Pick<RunRepository, 'findStalled' | 'takeOn' | 'finish'>;
  clock: Clock;
  stallLimits: StallLimits;
}

/** Brings back runs whose job may be lost. Where it is not, nothing changes: the job's id is made of rule and slot. */
export async function requeueStalled(deps: RequeueStalledDeps): Promise<void> {
  const { runs, clock, stallLimits, logger } = deps;
  const now = clock.now().getTime();
  const stalled = await runs.findStalled({ queuedBefore: new Date(now - stallLimits.queuedMs), runningBefore: new Date(now - stallLimits.runningMs), limit: PAGE });
  for (const { run, touchedAt } of stalled) {
    const schedule = deps.schedules.find(({ rule }) => rule === run.schedule);
    if (schedule === undefined) {
      await runs.finish(run.id, { error: `There is no schedule ${run.schedule} any more.` });
    } else if (Date.parse(run.createdAt) < now - (schedule.giveUpMs ?? stallLimits.giveUpMs)) {
      await runs.finish(run.id, { error: 'It was given up: no worker finished it in time. Is a worker running, and is the queue paused?' });
    } else if (await runs.takeOn(run.id, touchedAt)) {
      logger.info('run.enqueued-again', { schedule: run.schedule, runId: run.id, slot: run.slot, state: run.state });
      await enqueueRun(deps, schedule, run);
    }
  }
}
