import { withLogContext, type Logger } from '@carillon/observability';
import * as job from '@carillon/jobs/definitions';
import * as run from '@carillon/jobs/handlers';
import { bindJob, type JobContext, type JobDefinition, type JobResult, type WorkerOptions } from '@carillon/queue';
import type { z } from 'zod';

export type HandlerDeps = run.SendNotificationDeps & run.RetryFailedNotificationsDeps & run.RequeueStaleDeps & run.ExpireLeasesDeps & run.VerifyCountersDeps & run.RollUpCountersDeps & run.PurgeDeps & run.RunMaintenanceDeps & run.ApplyReceiptsDeps & run.AskForReceiptsDeps & run.RecordUserConsentDeps & CampaignDeps & SweepDeps & OccurrenceDeps;
type CampaignDeps = run.LaunchCampaignDeps & run.DeliverChunkDeps & run.RetryFailedDeps & run.WatchCampaignsDeps & run.AskForCampaignReceiptsDeps;
type SweepDeps = run.SweepPaymentRemindersDeps & run.SweepOverduePaymentsDeps & run.SweepInactiveUsersDeps & run.SweepUsersToDeactivateDeps & run.SweepVerificationsDeps;
type OccurrenceDeps = run.SendPaymentReminderDeps & run.MarkPaymentOverdueDeps & run.WarnInactiveUserDeps & run.DeactivateUserDeps & run.VerifyEmployeeDeps;

/** Which handler serves which job, by queue. A test fails while a definition has no handler here. */
export function bindJobs(deps: HandlerDeps, logger: Logger): Record<WorkerOptions['queue'], WorkerOptions['jobs']> {
  return {
    notification: [traced(job.notificationSend, (payload) => run.sendNotification(payload, deps))],
    payment: [
      traced(job.paymentSendReminderSweep, (payload, context) => run.sweepPaymentReminders(payload, deps, context)),
      traced(job.paymentSendReminder, (payload) => run.sendPaymentReminder(payload, deps)),
      traced(job.paymentMarkOverdueSweep, (payload, context) => run.sweepOverduePayments(payload, deps, context)),
      traced(job.paymentMarkOverdue, (payload) => run.markPaymentOverdue(payload, deps)),
    ],
    user: [
      traced(job.userInactiveUserSweep, (payload, context) => run.sweepInactiveUsers(payload, deps, context)),
      traced(job.userInactiveUser, (payload) => run.warnInactiveUser(payload, deps)),
      traced(job.userDeactivateUserSweep, (payload, context) => run.sweepUsersToDeactivate(payload, deps, context)),
      traced(job.userDeactivateUser, (payload) => run.deactivateUser(payload, deps)),
      traced(job.userRecordConsent, (payload) => run.recordUserConsent(payload, deps)),
    ],
    verification: [
      traced(job.verificationVerifyEmployeeSweep, (payload, context) => run.sweepVerifications(payload, deps, context)),
      traced(job.verificationVerifyEmployee, (payload) => run.verifyEmployee(payload, deps)),
    ],
    campaign: [
      traced(job.campaignLaunch, (payload) => run.launchCampaign(payload, deps)),
      traced(job.campaignDeliverChunk, (payload) => run.deliverChunk(payload, deps)),
      traced(job.campaignRetryFailed, (payload) => run.retryFailed(payload, deps)),
    ],
    receipt: [
      traced(job.receiptApply, (payload) => run.applyReceipts(payload, deps)),
      traced(job.receiptAsk, (payload) => run.askForNotificationReceipts(payload, deps)),
      traced(job.campaignAskForReceipts, (payload) => run.askForCampaignReceipts(payload, deps)),
    ],
    maintenance: [
      traced(job.notificationRetryFailed, (payload, context) => run.retryFailedNotifications(payload, deps, context)),
      traced(job.campaignWatch, (payload) => run.watchCampaigns(payload, deps)),
      maintenance(job.maintenanceRequeueStale, (payload) => run.requeueStale(payload, deps)),
      maintenance(job.maintenanceExpireLeases, () => run.expireLeases(deps)),
      maintenance(job.maintenanceVerifyCounters, () => run.verifyCounters(deps)),
      maintenance(job.maintenanceRollUpCounters, (payload) => run.rollUpCounters(payload, deps)),
      maintenance(job.maintenancePurge, () => run.purge(deps)),
    ],
  };

  function maintenance(definition: job.SweepDefinition, maintain: (payload: job.SweepPayload) => Promise<run.Maintained>) {
    return traced(definition, (payload) => run.runMaintenance(payload, deps, () => maintain(payload)));
  }

  /** Every line that is logged while a job runs names the job, the request it came from, and its subject. */
  function traced<Payload extends z.ZodType<object>>(definition: JobDefinition<string, Payload>, perform: (payload: z.infer<Payload>, context: JobContext) => Promise<JobResult>) {
    return bindJob(definition, (payload, context) =>
      withLogContext({ job: definition.name, jobId: context.jobId, requestId: context.requestId, ...payload }, () => {
        logger.debug('job.started', { attempt: context.attempt });
        return perform(payload, context);
      }),
    );
  }
}
