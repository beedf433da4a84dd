import { AuditPage, ListAuditQuery } from '@carillon/domain';
import type { AuditEntryRepository } from '@carillon/db';
import { defineRoute, type Route } from '../http/route.ts';

export function createAuditRouter({ auditEntries }: { auditEntries: AuditEntryRepository }): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/audit',
      operation: 'listAuditEntries',
      tag: 'Audit',
      summary: 'Who changed what, newest first',
      access: 'audit:read',
      request: { query: ListAuditQuery },
      response: AuditPage,
      handle: async (_context, { query }) => ({ body: await auditEntries.list(query) }),
    }),
  ];
}
