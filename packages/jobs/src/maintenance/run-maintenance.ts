import type { JobResult } from '@carillon/queue';
import type { SweepPayload } from '../define-rule-jobs.ts';
import type { RunReporter } from '../run-reporter.ts';

/** What maintenance came to. */
export interface Maintained {
  /** What was not as it should be, and is now. */
  found: number;
  /** Jobs that were put into a queue for it. */
  enqueued: number;
}

export interface RunMaintenanceDeps {
  runs: Pick<RunReporter, 'start' | 'progress' | 'finish'>;
}

/** Carries out one run of maintenance, and says what it came to; what goes wrong is the run's error, and the dead letters'. */
export async function runMaintenance({ runId }: Pick<SweepPayload, 'runId'>, { runs }: RunMaintenanceDeps, maintain: () => Promise<Maintained>): Promise<JobResult> {
  if (!(await runs.start(runId))) return { outcome: 'skipped', reason: 'this run has ended already' };
  try {
    const { found, enqueued } = await maintain();
    if (found > 0) await runs.progress(runId, { found, enqueued, inEarlierRun: 0, skipped: {} });
    await runs.finish(runId, {});
    return { outcome: 'done', reason: `found ${found}, enqueued ${enqueued}` };
  } catch (error) {
    await runs.finish(runId, { error: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}
