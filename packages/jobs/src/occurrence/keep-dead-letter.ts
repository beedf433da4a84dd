import type { DeadLetterRepository } from '@carillon/db';
import type { DeadLetter } from '@carillon/queue';
import type { RunReporter } from '../run-reporter.ts';
import { occurrenceOfLetter } from './occurrence-of-letter.ts';

/**
 * Keeps a job that was given up. When it is a rule's own, its run learns of it: once for one death, which may be reported again after a
 * crash, and once more when a later run's job of the same occurrence dies.
 */
export async function keepDeadLetter(letter: DeadLetter, { deadLetters, runs }: { deadLetters: Pick<DeadLetterRepository, 'save'>; runs: Pick<RunReporter, 'settled'> }): Promise<void> {
  const before = await deadLetters.save(letter);
  const runId = occurrenceOfLetter(letter)?.runId;
  if (runId !== undefined && (before === null || occurrenceOfLetter(before)?.runId !== runId)) await runs.settled(runId, { kind: 'failed', reason: letter.reason });
}
