import type { JobContext, JobResult } from '@carillon/queue';
import type { SweepPayload } from '../../define-rule-jobs.ts';
import { runSweep, type SweepDeps } from '../../sweep/run-sweep.ts';
import { userDeactivateUser, userDeactivateUserSweep } from './definition.ts';
import { usersToDeactivate, type FindUsersToDeactivateDeps } from './find-candidates.ts';

export type SweepUsersToDeactivateDeps = SweepDeps & FindUsersToDeactivateDeps;

export function sweepUsersToDeactivate(payload: SweepPayload, deps: SweepUsersToDeactivateDeps, context: Pick<JobContext, 'attempt'>): Promise<JobResult> {
  return runSweep({ job: userDeactivateUser, sweep: userDeactivateUserSweep, candidates: usersToDeactivate }, payload, deps, context);
}
