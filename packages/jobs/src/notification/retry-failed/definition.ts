import { FailureFilter, Requester } from '@carillon/domain';
import { defineJob, jobIdFrom } from '@carillon/queue';
import { z } from 'zod';

/** Gives notifications that failed another round of attempts, because an operator wants it. */
export const notificationRetryFailed = defineJob({
  name: 'notification.retry-failed',
  queue: 'maintenance',
  payload: z.strictObject({
    /** Of the request that asked for it: asked twice, it is one job. */
    round: z.string().min(1).max(200),
    filter: FailureFilter,
    reasons: z.array(z.string()).nullable(),
    /** Those that failed by then: who fails again is not swept up again. */
    before: z.iso.datetime(),
    by: Requester,
    attempts: z.int().positive(),
  }),
  attempts: 8,
  backoffMs: 1_000,
  jobId: ({ round }) => jobIdFrom('notification.retry-failed', round),
});
