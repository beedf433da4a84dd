import type { SuppressionRepository } from '@carillon/db';
import { AddedSuppressions, AddSuppressions, ListSuppressions, SuppressedAddress, SuppressionPage } from '@carillon/domain';
import { z } from 'zod';
import { defineRoute, noContent, type Route } from '../http/route.ts';
import { addSuppressions, type ChangeSuppressionsDeps } from './add-suppressions.ts';
import { releaseSuppression } from './release-suppression.ts';

const tag = 'Suppressions';
const base = '/api/v1/suppressions';

export interface SuppressionsDeps extends ChangeSuppressionsDeps {
  suppressions: SuppressionRepository;
}

/** The list of addresses that nothing is sent to: fed by bounces and complaints, and by hand. */
export function createSuppressionsRouter(deps: SuppressionsDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'get', path: base, operation: 'listSuppressions', tag, summary: 'Addresses that nothing is sent to, newest first', access: 'suppressions:read',
      request: { query: ListSuppressions },
      response: SuppressionPage,
      handle: async (_context, { query: { limit, cursor, ...filter } }) => ({ body: await deps.suppressions.list(filter, { limit, cursor }) }),
    }),
    defineRoute({
      method: 'post', path: base, operation: 'addSuppressions', tag, summary: 'Send nothing to these addresses any more', access: 'suppressions:write',
      description: 'Can be repeated: who is on the list stays there for the first reason.',
      request: { body: AddSuppressions },
      response: AddedSuppressions,
      handle: async (context, { body }) => ({ body: await addSuppressions(deps, context, body) }),
    }),
    defineRoute({
      method: 'delete', path: `${base}/:address`, operation: 'releaseSuppression', tag, summary: 'Let an address be written to again', access: 'suppressions:write',
      request: { params: z.strictObject({ address: SuppressedAddress }) },
      response: noContent,
      handle: async (context, { params: { address } }) => {
        await releaseSuppression(deps, context, address);
        return { body: undefined };
      },
    }),
  ];
}
