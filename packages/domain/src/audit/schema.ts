import { z } from 'zod';
import { AuditEntryId, Requester } from '../identity/schema.ts';
import { PageQuery, pageOf } from '../page/schema.ts';

/** Written as `started` before the change, so that none goes unrecorded; `started` for long means a crash in between. */
export const AuditOutcome = z.enum(['started', 'done', 'refused']);
export type AuditOutcome = z.infer<typeof AuditOutcome>;

/** One change that somebody made or tried: only its outcome is ever edited, and it stays until its retention ends. */
export const AuditEntry = z.object({
  id: AuditEntryId,
  at: z.iso.datetime(),
  by: Requester,
  action: z.string().describe('noun.verb, e.g. notification.cancelled or api-key.revoked'),
  subject: z.object({ kind: z.string(), id: z.string() }),
  changes: z.record(z.string(), z.json()).describe('What changed, without secrets'),
  outcome: AuditOutcome,
  requestId: z.string(),
  ip: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Which entries are meant; each part narrows it. */
export const AuditFilter = z.strictObject({
  by: z.string().max(200).describe('The id of who did it: an operator or an API key').optional(),
  action: z.string().max(100).optional(),
  subject: z.string().max(200).describe('The id of what was changed').optional(),
  from: z.iso.datetime({ offset: true }).describe('At or after').optional(),
  to: z.iso.datetime({ offset: true }).describe('Before').optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;
export const ListAuditQuery = PageQuery.extend(AuditFilter.shape);
export type ListAuditQuery = z.infer<typeof ListAuditQuery>;
export const AuditPage = pageOf(AuditEntry);
