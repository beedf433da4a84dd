import { DueEntry, DuePage, PageQuery, RuleName } from '@carillon/domain';
import { defineRoute, type Route } from '../http/route.ts';
import { listDue, type ListDueDeps } from './list-due.ts';

export function createDueRouter(deps: ListDueDeps): Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/v1/due', operation: 'listDue', tag: 'Due users', summary: 'Who a rule would reach now, and who not and why', access: 'users:read',
      description: 'Read and decided by what the sweep itself uses; nothing is sent. A page may hold fewer entries than asked for, and there is more as long as nextCursor is not null.',
      request: { query: PageQuery.extend({ rule: RuleName, verdict: DueEntry.shape.verdict.optional() }) },
      response: DuePage,
      handle: async (_context, { query: { rule, ...page } }) => ({ body: await listDue(deps, rule, page) }),
    }),
  ];
}
