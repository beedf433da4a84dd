import { z } from 'zod';
import { InboxMessageId } from '../identity/schema.ts';
import { PageQuery, pageOf } from '../page/schema.ts';

/** A message the mail sandbox received. Addresses are plain, as in the SMTP envelope. */
export const InboxSummary = z.object({
  id: InboxMessageId,
  receivedAt: z.iso.datetime(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  size: z.int().describe('Bytes on the wire'),
  preview: z.string().describe('The beginning of its text'),
  notificationId: z.string().nullable().describe('From its X-Carillon-Notification header'),
});
export type InboxSummary = z.infer<typeof InboxSummary>;

export const InboxMessage = InboxSummary.extend({
  messageId: z.string().nullable(),
  html: z.string().nullable(),
  text: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  raw: z.string().describe('The message as it came, decoded as Latin-1 so that no byte is lost'),
});
export type InboxMessage = z.infer<typeof InboxMessage>;

export const ListInboxQuery = PageQuery.extend({
  to: z.string().max(254).describe('Part of a recipient').optional(),
  search: z.string().max(200).describe('Part of the subject').optional(),
});
export type ListInboxQuery = z.infer<typeof ListInboxQuery>;
export const InboxPage = pageOf(InboxSummary);
export type InboxPage = z.infer<typeof InboxPage>;
