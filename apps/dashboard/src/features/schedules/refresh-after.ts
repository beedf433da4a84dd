import { jobsPending } from './run-figures.ts';

const PENDING_REFRESH_MS = 5_000;

/** In how many milliseconds runs are worth another look: what becomes of their jobs is told by nobody, so soon while some are pending. */
export function refreshAfter(runs: readonly Parameters<typeof jobsPending>[0][], otherwise: number): number {
  return runs.some((run) => jobsPending(run) > 0) ? Math.min(PENDING_REFRESH_MS, otherwise) : otherwise;
}
