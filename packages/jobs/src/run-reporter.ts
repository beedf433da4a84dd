/** What a sweep has come to so far: absolute numbers, not differences. A sweep that is taken up again counts anew. */
export interface RunTotals {
  /** Subjects that were due, or would have been but for a reason that is counted in `skipped`. */
  found: number;
  enqueued: number;
  /** By reason, in a few words: `paid`, `unsubscribed`. */
  skipped: Record<string, number>;
}

/** What became of one occurrence of a run after its sweep: checked again, it was sent on its way, skipped, or given up. */
export type OccurrenceOutcome = { kind: 'notified' } | { kind: 'skipped'; reason: string } | { kind: 'failed'; reason: string };

/** Where a sweep reports to: implemented by the repository of runs. */
export interface RunReporter {
  /** The sweep begins, or is taken up again after a crash. False: this run is finished, or nobody knows it; then nothing may be done. */
  start(runId: string): Promise<boolean>;
  /** Replaces what is known of the run's progress. */
  progress(runId: string, totals: RunTotals): Promise<void>;
  /** The sweep has ended; with `error` it has failed, and says why. */
  finish(runId: string, result: { error?: string }): Promise<void>;
  /** Adds one occurrence's outcome to the run; may come after `finish`. */
  settled(runId: string, outcome: OccurrenceOutcome): Promise<void>;
  /** A message of it has to wait until an instant: for the first time, or again. May come after `finish`. */
  heldBack(runId: string, hold: { until: Date; first: boolean }): Promise<void>;
}
