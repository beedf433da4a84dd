import { z } from 'zod';
import { AuditEntryId, Requester } from '../identity/schema.ts';
import { PageQuery, pageOf } from '../page/schema.ts';

/** One change that somebody made: never edited, never deleted before its retention ends. */
export const AuditEntry = z.object({
  id: AuditEntryId,
  at: z.iso.datetime(),
  by: Requester,
  action: z.string().describe('noun.verb, e.g. notification.cancelled or api-key.revoked'),
  subject: z.object({ kind: z.string(), id: z.string() }),
  changes: z.record(z.string(), z.json()).describe('What changed, without secrets'),
  requestId: z.string(),
  ip: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const ListAuditQuery = PageQuery.extend({ action: z.string().max(100).optional(), subject: z.string().max(200).optional() });
export type ListAuditQuery = z.infer<typeof ListAuditQuery>;
export const AuditPage = pageOf(AuditEntry);
