import { z } from 'zod';

/** Jobs that were given up for one reason: an error of the product's own, not of a message. */
export const DeadLetterGroup = z.object({
  jobName: z.string(),
  queue: z.string(),
  reason: z.string(),
  count: z.int(),
  lastAt: z.iso.datetime(),
  sampleId: z.string().describe('Id of the newest such job, as it stands in the logs'),
});
export type DeadLetterGroup = z.infer<typeof DeadLetterGroup>;
export const DeadLetterGroups = z.object({ items: z.array(DeadLetterGroup), complete: z.boolean() });
export type DeadLetterGroups = z.infer<typeof DeadLetterGroups>;

/** Body of `POST /api/v1/dead-letters/retry`: the jobs of one group; `dryRun` counts. */
export const RetryDeadLetters = z.strictObject({ jobName: z.string().min(1).max(100), reason: z.string().max(20_000), dryRun: z.boolean().default(false) });
export type RetryDeadLetters = z.infer<typeof RetryDeadLetters>;

export const RetryDeadLettersResult = z.object({ count: z.int().describe('Put into their queues again, or would be'), unreadable: z.int().describe('Can not run as they are, and stay') });
export type RetryDeadLettersResult = z.infer<typeof RetryDeadLettersResult>;
