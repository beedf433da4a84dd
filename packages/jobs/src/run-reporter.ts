import type { OccurrenceOutcome, RunCounts } from '@carillon/domain';

/** Where a sweep reports to: implemented by the repository of runs. */
export interface RunReporter {
  /** The sweep begins, or is taken up again after a crash. False: this run is finished, or nobody knows it; then nothing may be done. */
  start(runId: string): Promise<boolean>;
  /** Replaces what is known of the run's progress. */
  progress(runId: string, totals: RunCounts): Promise<void>;
  /** The sweep has ended; with `error` it has failed, and says why. */
  finish(runId: string, result: { error?: string }): Promise<void>;
  /** Adds one occurrence's outcome to the run; may come after `finish`. */
  settled(runId: string, outcome: OccurrenceOutcome): Promise<void>;
  /** A message of it has to wait until an instant; `held` have had to by now. Can be repeated, and may come after `finish`. */
  heldBack(runId: string, hold: { until: Date; held: number }): Promise<void>;
}
