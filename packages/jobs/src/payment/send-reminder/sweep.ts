import type { JobContext, JobResult } from '@carillon/queue';
import type { SweepPayload } from '../../define-rule-jobs.ts';
import { runSweep, type SweepDeps } from '../../sweep/run-sweep.ts';
import { paymentSendReminder, paymentSendReminderSweep } from './definition.ts';
import { duePayments, type FindDuePaymentsDeps } from './find-candidates.ts';

export type SweepPaymentRemindersDeps = SweepDeps & FindDuePaymentsDeps;

export function sweepPaymentReminders(payload: SweepPayload, deps: SweepPaymentRemindersDeps, context: Pick<JobContext, 'attempt'>): Promise<JobResult> {
  return runSweep({ job: paymentSendReminder, sweep: paymentSendReminderSweep, candidates: duePayments }, payload, deps, context);
}
