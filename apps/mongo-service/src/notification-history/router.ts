import { defineServiceRoute, type ServiceRoute } from '@carillon/http';
import { mongoServiceContract as contract } from '@carillon/service-clients/contracts';
import { listNotificationHistory, type HistoryDeps } from './list-notification-history.ts';

export function createNotificationHistoryRouter(deps: HistoryDeps): readonly ServiceRoute[] {
  return [defineServiceRoute({ ...contract.listNotificationHistory, handle: async (_context, { query }) => ({ body: await listNotificationHistory(deps, query) }) })];
}
