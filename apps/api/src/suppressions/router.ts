import type { SuppressionRepository } from '@carillon/db';
import { AddedSuppressions, AddSuppressions, CarillonError, ListSuppressions, SuppressedAddress, SuppressionPage } from '@carillon/domain';
import { z } from 'zod';
import type { AuditedChange, AuditTrail } from '../audit/audit-trail.ts';
import { defineRoute, noContent, type Route } from '../http/route.ts';

const tag = 'Suppressions';
const base = '/api/v1/suppressions';

export interface SuppressionsDeps {
  suppressions: SuppressionRepository;
  audit: AuditTrail;
}

/** The list of addresses that nothing is sent to: fed by bounces and complaints, and by hand. */
export function createSuppressionsRouter({ suppressions, audit }: SuppressionsDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'get', path: base, operation: 'listSuppressions', tag, summary: 'Addresses that nothing is sent to, newest first', access: 'suppressions:read',
      request: { query: ListSuppressions },
      response: SuppressionPage,
      handle: async (_context, { query: { limit, cursor, ...filter } }) => ({ body: await suppressions.list(filter, { limit, cursor }) }),
    }),
    defineRoute({
      method: 'post', path: base, operation: 'addSuppressions', tag, summary: 'Send nothing to these addresses any more', access: 'suppressions:write',
      description: 'Can be repeated: who is on the list stays there for the first reason.',
      request: { body: AddSuppressions },
      response: AddedSuppressions,
      handle: async (context, { body: { addresses, note } }) => {
        const unique = [...new Set(addresses)];
        const source = [context.actor.requester.name, note].filter((part) => part !== '').join(': ');
        const change: AuditedChange = { action: 'suppression.added', subject: { kind: 'suppressions', id: unique.length === 1 ? unique[0]! : `${unique.length} addresses` }, changes: { addresses: unique, note } };
        const added = await audit.record(context, change, () => suppressions.suppress(unique.map((address) => ({ address, reason: 'manual', source }))));
        return { body: { added, existing: unique.length - added } };
      },
    }),
    defineRoute({
      method: 'delete', path: `${base}/:address`, operation: 'releaseSuppression', tag, summary: 'Let an address be written to again', access: 'suppressions:write',
      request: { params: z.strictObject({ address: SuppressedAddress }) },
      response: noContent,
      handle: async (context, { params: { address } }) => {
        await audit.record(context, { action: 'suppression.released', subject: { kind: 'suppressions', id: address }, changes: {} }, async () => {
          if (!(await suppressions.release(address))) throw new CarillonError('not-found', `${address} is not on the list.`);
        });
        return { body: undefined };
      },
    }),
  ];
}
