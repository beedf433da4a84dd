import { z } from 'zod';
import { CampaignStatus } from '../campaign/status.ts';
import { CommunicationLog } from '../communication-log/schema.ts';
import { CampaignId } from '../identity/schema.ts';
import { NotificationSummary } from '../notification/schema.ts';
import { pageOf } from '../page/schema.ts';
import { RuleName } from '../rule/schema.ts';

/** What can happen to a user besides messages. Of activity only the last is known. */
export const UserEvent = z.enum([
  'joined', 'signed-in', 'active', 'deactivated', 'payment-added', 'payment-paid', 'payment-overdue', 'payment-cancelled', 'verification-requested', 'verification-asked', 'verification-settled',
]);
export type UserEvent = z.infer<typeof UserEvent>;

/** Something that happened, or was kept from happening, between us and a user. */
export const UserTimelineEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('notification'), at: z.iso.datetime(), notification: NotificationSummary }),
  z.object({
    kind: z.literal('campaign').describe('What a campaign sent to the user, or why it did not'),
    at: z.iso.datetime(),
    campaign: z.object({ id: CampaignId, name: z.string(), status: CampaignStatus }).nullable().describe('null: it is not there any more'),
    recipient: CommunicationLog,
  }),
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
  z.object({
    kind: z.literal('event').describe('Something that the data services know of'),
    at: z.iso.datetime(),
    event: UserEvent,
    subjectId: z.string().nullable().describe('The payment or verification; null when it is about the user'),
    text: z.string().nullable().describe('More about it, in words'),
    notificationId: z.string().nullable().describe('The message that belongs to it, where one is known'),
  }),
]);
export type UserTimelineEntry = z.infer<typeof UserTimelineEntry>;
export const UserTimeline = pageOf(UserTimelineEntry);
