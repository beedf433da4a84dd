import type { JobContext, JobResult } from '@carillon/queue';
import type { SweepPayload } from '../../define-rule-jobs.ts';
import { runSweep, type SweepDeps } from '../../sweep/run-sweep.ts';
import { userInactiveUser, userInactiveUserSweep } from './definition.ts';
import { inactiveUsers, type FindInactiveUsersDeps } from './find-candidates.ts';

export type SweepInactiveUsersDeps = SweepDeps & FindInactiveUsersDeps;

export function sweepInactiveUsers(payload: SweepPayload, deps: SweepInactiveUsersDeps, context: Pick<JobContext, 'attempt'>): Promise<JobResult> {
  return runSweep({ job: userInactiveUser, sweep: userInactiveUserSweep, candidates: inactiveUsers }, payload, deps, context);
}
