import type { JobContext, JobResult } from '@carillon/queue';
import type { SweepPayload } from '../../define-rule-jobs.ts';
import { runSweep, type SweepDeps } from '../../sweep/run-sweep.ts';
import { paymentMarkOverdue, paymentMarkOverdueSweep } from './definition.ts';
import { overduePayments, type FindOverduePaymentsDeps } from './find-candidates.ts';

export type SweepOverduePaymentsDeps = SweepDeps & FindOverduePaymentsDeps;

export function sweepOverduePayments(payload: SweepPayload, deps: SweepOverduePaymentsDeps, context: Pick<JobContext, 'attempt'>): Promise<JobResult> {
  return runSweep({ job: paymentMarkOverdue, sweep: paymentMarkOverdueSweep, candidates: overduePayments }, payload, deps, context);
}
