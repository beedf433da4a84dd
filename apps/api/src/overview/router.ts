import { Overview, OverviewQuery } from '@carillon/domain';
import { defineRoute, type Route } from '../http/route.ts';
import { readOverview, type ReadOverviewDeps } from './read-overview.ts';

export function createOverviewRouter(deps: ReadOverviewDeps): Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/v1/overview', operation: 'getOverview', tag: 'Overview', summary: 'Counts over time, what waits, and what fails', access: 'notifications:read',
      request: { query: OverviewQuery },
      response: Overview,
      handle: async (_context, { query: { range } }) => ({ body: await readOverview(deps, range) }),
    }),
  ];
}
