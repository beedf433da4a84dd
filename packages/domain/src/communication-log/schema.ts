import { z } from 'zod';
import { CampaignId, CommunicationLogId } from '../identity/schema.ts';
import { Attempt, TimelineEntry } from '../notification/schema.ts';
import { NotificationStatus } from '../notification/status.ts';
import { listOf } from '../page/list-of.ts';
import { PageQuery, pageOf } from '../page/schema.ts';

const Instant = z.iso.datetime();

/** One campaign's record for one user: a row of its log. */
export const CommunicationLog = z.object({
  id: CommunicationLogId,
  campaignId: CampaignId,
  userId: z.string(),
  name: z.string(),
  to: z.string().describe('Empty for a user without an address'),
  status: NotificationStatus,
  reason: z.string().nullable(),
  provider: z.string().nullable().describe('Of the last attempt'),
  attemptCount: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  nextAttemptAt: Instant.nullable(),
});
export type CommunicationLog = z.infer<typeof CommunicationLog>;

export const CommunicationLogDetail = CommunicationLog.extend({
  maxAttempts: z.int(),
  lease: z.object({ owner: z.string(), until: Instant }).nullable().describe('Who is sending it right now'),
  receiptDueAt: Instant.nullable().describe('Until when the provider is expected to say what became of it'),
  attempts: z.array(Attempt),
  timeline: z.array(TimelineEntry),
});
export type CommunicationLogDetail = z.infer<typeof CommunicationLogDetail>;

/** Filters of a campaign's log, as query parameters; all of them must hold. */
export const CommunicationLogFilter = z.strictObject({
  status: listOf(NotificationStatus, { max: 12 }).describe('One state, or several separated by commas').optional(),
  search: z.string().trim().min(1).max(254).describe('The beginning of an address, a user id, or an id of a row').optional(),
});
export type CommunicationLogFilter = z.infer<typeof CommunicationLogFilter>;

export const ListCommunicationLogsQuery = CommunicationLogFilter.extend(PageQuery.shape);
export type ListCommunicationLogsQuery = z.infer<typeof ListCommunicationLogsQuery>;
export const CommunicationLogPage = pageOf(CommunicationLog);
