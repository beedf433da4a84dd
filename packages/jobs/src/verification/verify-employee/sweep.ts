import type { JobContext, JobResult } from '@carillon/queue';
import type { SweepPayload } from '../../define-rule-jobs.ts';
import { runSweep, type SweepDeps } from '../../sweep/run-sweep.ts';
import { verificationVerifyEmployee, verificationVerifyEmployeeSweep } from './definition.ts';
import { verificationsThatExpire, type ExpireVerificationsDeps } from './expire-verifications.ts';

export type SweepVerificationsDeps = SweepDeps & ExpireVerificationsDeps;

export function sweepVerifications(payload: SweepPayload, deps: SweepVerificationsDeps, context: Pick<JobContext, 'attempt'>): Promise<JobResult> {
  return runSweep({ job: verificationVerifyEmployee, sweep: verificationVerifyEmployeeSweep, candidates: verificationsThatExpire }, payload, deps, context);
}
