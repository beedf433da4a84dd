import { z } from 'zod';
import { NotificationFilter } from '../notification/schema.ts';
import { NotificationStatus } from '../notification/status.ts';

/** States that nothing leads out of but an operator who wants another try. */
export const RetryableStatus = NotificationStatus.extract(['failed', 'unknown']);
export type RetryableStatus = z.infer<typeof RetryableStatus>;

/** Which notifications are meant: those of the log's filter that failed, or of which nobody knows. */
export const FailureFilter = NotificationFilter.pick({ channel: true, rule: true, category: true, template: true, recipient: true, from: true, to: true, search: true }).extend({ status: RetryableStatus.optional() });
export type FailureFilter = z.infer<typeof FailureFilter>;

const Reason = z.string().min(1).max(2_000);

/** All that failed for one reason. */
export const FailureGroup = z.object({
  status: RetryableStatus,
  reason: z.string().nullable(),
  count: z.int(),
  lastAt: z.iso.datetime(),
  sampleId: z.string(),
});
export type FailureGroup = z.infer<typeof FailureGroup>;

/** So many of the newest failures are grouped by reason at most. */
export const failuresGrouped = 10_000;

/** The most frequent first. */
export const FailureGroups = z.object({
  items: z.array(FailureGroup),
  newestOnly: z.boolean().describe(`Only the newest ${failuresGrouped} failures were grouped: of each reason there may be more than \`count\`, and there may be other reasons`),
  leftOut: z.int().min(0).describe('So many reasons are not among the items, as they were less frequent'),
});
export type FailureGroups = z.infer<typeof FailureGroups>;

/** Body of `POST /api/v1/failures/retry`: everything that `filter` has, or of it what failed for one of `reasons`; `dryRun` counts. */
export const RetryFailures = z.strictObject({
  filter: FailureFilter.default({}),
  reasons: z.array(Reason).min(1).max(50).optional(),
  dryRun: z.boolean().default(false),
});
export type RetryFailures = z.infer<typeof RetryFailures>;

export const RetryFailuresResult = z.object({ count: z.int(), unknown: z.int().describe('Of these, of which nobody knows whether they arrived') });
export type RetryFailuresResult = z.infer<typeof RetryFailuresResult>;
