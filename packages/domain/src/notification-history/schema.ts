import { z } from 'zod';
import { UserId } from '../identity/record-id.ts';
import { EmailAddress } from '../notification/schema.ts';
import { PageQuery, pageOf } from '../page/schema.ts';

/** What somebody was sent, as other systems may know it: when, why, by which channel, and what it came to. */
export const NotificationHistoryEntry = z.object({
  id: z.string(),
  userId: z.string().nullable().describe('Null when only an address was given'),
  recipient: z.string(),
  category: z.string(),
  rule: z.string().nullable().describe('The reminder it belongs to, e.g. payment.send-reminder'),
  channel: z.string(),
  subject: z.string().nullable(),
  status: z.string(),
  reason: z.string().nullable(),
  at: z.iso.datetime().describe('When it was asked for'),
  sentAt: z.iso.datetime().nullable().describe('When the mail server took it'),
});
export type NotificationHistoryEntry = z.infer<typeof NotificationHistoryEntry>;
export const NotificationHistoryPage = pageOf(NotificationHistoryEntry);

/** Newest first: what a user was sent, or what went to an address. */
export const ListNotificationHistory = PageQuery.extend({
  userId: UserId.optional(),
  recipient: EmailAddress.optional(),
  since: z.iso.datetime({ offset: true }).describe('Leaves out what was asked for before').optional(),
  rule: z.string().max(100).optional(),
}).refine(({ userId, recipient }) => (userId === undefined) !== (recipient === undefined), { path: ['userId'], error: 'or recipient is required, and not both' });
export type ListNotificationHistory = z.infer<typeof ListNotificationHistory>;
