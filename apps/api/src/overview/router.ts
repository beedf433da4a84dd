import { CampaignOverview, Overview, OverviewQuery } from '@carillon/domain';
import { defineRoute, type Route } from '../http/route.ts';
import { readCampaignOverview, type ReadCampaignOverviewDeps } from './read-campaign-overview.ts';
import { readOverview, type ReadOverviewDeps } from './read-overview.ts';

export function createOverviewRouter(deps: ReadOverviewDeps & ReadCampaignOverviewDeps): Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/v1/overview', operation: 'getOverview', tag: 'Overview', summary: 'Notifications over time, what waits, and what fails', access: 'notifications:read',
      request: { query: OverviewQuery },
      response: Overview,
      handle: async (_context, { query: { range } }) => ({ body: await readOverview(deps, range) }),
    }),
    defineRoute({
      method: 'get', path: '/api/v1/overview/campaigns', operation: 'getCampaignOverview', tag: 'Overview', summary: 'What became of the messages of campaigns', access: 'campaigns:read',
      request: { query: OverviewQuery },
      response: CampaignOverview,
      handle: async (_context, { query: { range } }) => ({ body: await readCampaignOverview(deps, range) }),
    }),
  ];
}
