import { z } from 'zod';
import { NotificationSummary } from '../notification/schema.ts';
import { pageOf } from '../page/schema.ts';
import { RuleName } from '../rule/schema.ts';

/** Something that happened, or was kept from happening, between us and a user. */
export const UserTimelineEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('notification'), at: z.iso.datetime(), notification: NotificationSummary }),
  z.object({
    kind: z.literal('held-back').describe('An occurrence of a rule that did not lead to a message'),
    at: z.iso.datetime(),
    rule: RuleName,
    subjectId: z.string(),
    slot: z.string(),
    state: z.enum(['claimed', 'skipped']).describe('claimed: it is being worked on, or waits'),
    reason: z.string().nullable(),
    runId: z.string(),
  }),
]);
export type UserTimelineEntry = z.infer<typeof UserTimelineEntry>;
export const UserTimeline = pageOf(UserTimelineEntry);
