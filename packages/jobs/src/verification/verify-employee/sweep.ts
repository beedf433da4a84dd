import type { JobContext, JobResult } from '@carillon/queue';
import type { SweepPayload } from '../../define-rule-jobs.ts';
import { runSweep, type SweepDeps } from '../../sweep/run-sweep.ts';
import { verificationVerifyEmployee, verificationVerifyEmployeeSweep } from './definition.ts';
import { findPendingVerifications, type FindPendingVerificationsDeps } from './find-candidates.ts';

export type SweepVerificationsDeps = SweepDeps & FindPendingVerificationsDeps;

export function sweepVerifications(payload: SweepPayload, deps: SweepVerificationsDeps, context: Pick<JobContext, 'attempt'>): Promise<JobResult> {
  return runSweep({ job: verificationVerifyEmployee, sweep: verificationVerifyEmployeeSweep, findCandidates: findPendingVerifications }, payload, deps, context);
}
