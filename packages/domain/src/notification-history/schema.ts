import { z } from 'zod';
import { UserId } from '../identity/record-id.ts';
import { PageQuery, pageOf } from '../page/schema.ts';

/** What a user was sent, as other systems may know it: when, why, by which channel, and what it came to. */
export const NotificationHistoryEntry = z.object({
  id: z.string(),
  userId: UserId,
  category: z.string(),
  rule: z.string().nullable().describe('The reminder it belongs to, e.g. payment.send-reminder'),
  channel: z.string(),
  subject: z.string().nullable(),
  status: z.string(),
  reason: z.string().nullable(),
  at: z.iso.datetime(),
});
export type NotificationHistoryEntry = z.infer<typeof NotificationHistoryEntry>;
export const NotificationHistoryPage = pageOf(NotificationHistoryEntry);

/** Newest first. */
export const ListNotificationHistory = PageQuery.extend({
  userId: UserId,
  since: z.iso.datetime({ offset: true }).optional(),
  rule: z.string().max(100).optional(),
});
