import type { Logger } from '@carillon/observability';
import { maintenanceExpireLeases, maintenanceRequeueStale, maintenanceVerifyCounters, notificationSend } from '@carillon/jobs/definitions';
import { expireLeases, requeueStale, sendNotification, verifyCounters, type ExpireLeasesDeps, type RequeueStaleDeps, type SendNotificationDeps, type VerifyCountersDeps } from '@carillon/jobs/handlers';
import { bindJob, type JobContext, type WorkerOptions } from '@carillon/queue';

export type HandlerDeps = SendNotificationDeps & RequeueStaleDeps & ExpireLeasesDeps & VerifyCountersDeps;

/** Which handler serves which job, by queue. A test fails while a definition has no handler here. */
export function bindJobs(deps: HandlerDeps, logger: Logger): Record<WorkerOptions['queue'], WorkerOptions['jobs']> {
  const traced = <Payload, Result>(name: string, run: (payload: Payload) => Promise<Result>) => {
    return (payload: Payload, { jobId, requestId, attempt }: JobContext) => {
      logger.debug('job.started', { job: name, jobId, requestId, attempt, ...(payload as object) });
      return run(payload);
    };
  };
  return {
    notification: [bindJob(notificationSend, traced(notificationSend.name, (payload) => sendNotification(payload, deps)))],
    maintenance: [
      bindJob(maintenanceRequeueStale, traced(maintenanceRequeueStale.name, (payload) => requeueStale(payload, deps))),
      bindJob(maintenanceExpireLeases, traced(maintenanceExpireLeases.name, (payload) => expireLeases(payload, deps))),
      bindJob(maintenanceVerifyCounters, traced(maintenanceVerifyCounters.name, (payload) => verifyCounters(payload, deps))),
    ],
  };
}
