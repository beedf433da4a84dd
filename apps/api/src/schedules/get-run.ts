import type { RunRepository } from '@carillon/db';
import { CarillonError, type Run } from '@carillon/domain';

/** Throws `not-found` for a run that is not known, or no longer kept. */
export async function getRun({ runs }: { runs: Pick<RunRepository, 'find'> }, id: string): Promise<Run> {
  const run = await runs.find(id);
  if (run === null) throw new CarillonError('not-found', `There is no run ${id}; it may no longer be kept.`);
  return run;
}
