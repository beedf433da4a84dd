import type { JobResult } from '@carillon/queue';
import type { OccurrenceDefinition, OccurrencePayload } from '../define-rule-jobs.ts';
import type { RunReporter } from '../run-reporter.ts';

/** Runs the last try of an occurrence's job so that its run learns of a failure; the error goes on to the dead letters. */
export async function noteFailure(
  job: OccurrenceDefinition,
  { runId }: Pick<OccurrencePayload, 'runId'>,
  { runs }: { runs: Pick<RunReporter, 'settled'> },
  { attempt }: { attempt: number },
  perform: () => Promise<JobResult>,
): Promise<JobResult> {
  try {
    return await perform();
  } catch (error) {
    if (attempt >= job.attempts) await runs.settled(runId, { kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}
