import { withLogContext, type Logger } from '@carillon/observability';
import { maintenanceExpireLeases, maintenanceRequeueStale, maintenanceVerifyCounters, notificationSend } from '@carillon/jobs/definitions';
import { expireLeases, requeueStale, sendNotification, verifyCounters, type ExpireLeasesDeps, type RequeueStaleDeps, type SendNotificationDeps, type VerifyCountersDeps } from '@carillon/jobs/handlers';
import { bindJob, type JobDefinition, type JobResult, type WorkerOptions } from '@carillon/queue';
import type { z } from 'zod';

export type HandlerDeps = SendNotificationDeps & RequeueStaleDeps & ExpireLeasesDeps & VerifyCountersDeps;

/** Which handler serves which job, by queue. A test fails while a definition has no handler here. */
export function bindJobs(deps: HandlerDeps, logger: Logger): Record<WorkerOptions['queue'], WorkerOptions['jobs']> {
  return {
    notification: [traced(notificationSend, (payload) => sendNotification(payload, deps))],
    maintenance: [
      traced(maintenanceRequeueStale, (payload) => requeueStale(payload, deps)),
      traced(maintenanceExpireLeases, (payload) => expireLeases(payload, deps)),
      traced(maintenanceVerifyCounters, (payload) => verifyCounters(payload, deps)),
    ],
  };

  /** Every line that is logged while a job runs names the job, the request it came from, and its subject. */
  function traced<Payload extends z.ZodType<object>>(definition: JobDefinition<string, Payload>, run: (payload: z.infer<Payload>) => Promise<JobResult>) {
    return bindJob(definition, (payload, { jobId, requestId, attempt }) =>
      withLogContext({ job: definition.name, jobId, requestId, ...payload }, () => {
        logger.debug('job.started', { attempt });
        return run(payload);
      }),
    );
  }
}
