import { createApiKeysRouter } from './api-keys/router.ts';
import { createAuditRouter } from './audit/router.ts';
import { createAuthRouter } from './auth/router.ts';
import { createCampaignsRouter } from './campaigns/router.ts';
import { createDueRouter } from './due/router.ts';
import { createEventsRouter } from './events/router.ts';
import { createFailuresRouter } from './failures/router.ts';
import { createHealthRouter } from './health/router.ts';
import type { Route } from './http/route.ts';
import { createInboxRouter } from './inbox/router.ts';
import { createNotificationsRouter } from './notifications/router.ts';
import { createOpenApiRouter } from './openapi/router.ts';
import { createOperatorsRouter } from './operators/router.ts';
import { createOverviewRouter } from './overview/router.ts';
import { createPaymentsRouter } from './payments/router.ts';
import { createPreferencesRouter } from './preferences/router.ts';
import { createProvidersRouter } from './providers/router.ts';
import { createQueuesRouter } from './queues/router.ts';
import { createReceiptsRouter } from './receipts/router.ts';
import { createSchedulesRouter } from './schedules/router.ts';
import { createSegmentsRouter } from './segments/router.ts';
import { createSuppressionsRouter } from './suppressions/router.ts';
import { createTemplatesRouter } from './templates/router.ts';
import { createTestEmailsRouter } from './test-emails/router.ts';
import { createTrackingNumbersRouter } from './tracking/numbers-router.ts';
import { createTrackingRouter } from './tracking/router.ts';
import { createUsersRouter } from './users/router.ts';
import { createVerificationsRouter } from './verifications/router.ts';

type DepsOf<Create extends (deps: never) => readonly Route[]> = Parameters<Create>[0];

export type RouteDependencies = DepsOf<typeof createNotificationsRouter> &
  DepsOf<typeof createFailuresRouter> &
  DepsOf<typeof createTestEmailsRouter> &
  DepsOf<typeof createOverviewRouter> &
  DepsOf<typeof createEventsRouter> &
  DepsOf<typeof createTemplatesRouter> &
  DepsOf<typeof createInboxRouter> &
  DepsOf<typeof createSchedulesRouter> &
  DepsOf<typeof createCampaignsRouter> &
  DepsOf<typeof createDueRouter> &
  DepsOf<typeof createQueuesRouter> &
  DepsOf<typeof createProvidersRouter> &
  DepsOf<typeof createReceiptsRouter> &
  DepsOf<typeof createUsersRouter> &
  DepsOf<typeof createSegmentsRouter> &
  DepsOf<typeof createSuppressionsRouter> &
  DepsOf<typeof createPaymentsRouter> &
  DepsOf<typeof createVerificationsRouter> &
  DepsOf<typeof createPreferencesRouter> &
  DepsOf<typeof createTrackingRouter> &
  DepsOf<typeof createTrackingNumbersRouter> &
  DepsOf<typeof createAuthRouter> &
  DepsOf<typeof createOperatorsRouter> &
  DepsOf<typeof createApiKeysRouter> &
  DepsOf<typeof createAuditRouter> &
  DepsOf<typeof createHealthRouter>;

/** Every address the API answers, and the document about them. A new resource is one line here. */
export function createRouteTable(deps: RouteDependencies, about: { version: string; serverUrl: string }): readonly Route[] {
  const routes = [
    ...createNotificationsRouter(deps),
    ...createFailuresRouter(deps),
    ...createTestEmailsRouter(deps),
    ...createOverviewRouter(deps),
    ...createEventsRouter(deps),
    ...createTemplatesRouter(deps),
    ...createInboxRouter(deps),
    ...createSchedulesRouter(deps),
    ...createCampaignsRouter(deps),
    ...createDueRouter(deps),
    ...createQueuesRouter(deps),
    ...createProvidersRouter(deps),
    ...createReceiptsRouter(deps),
    ...createUsersRouter(deps),
    ...createSegmentsRouter(deps),
    ...createSuppressionsRouter(deps),
    ...createPaymentsRouter(deps),
    ...createVerificationsRouter(deps),
    ...createPreferencesRouter(deps),
    ...createTrackingRouter(deps),
    ...createTrackingNumbersRouter(deps),
    ...createAuthRouter(deps),
    ...createOperatorsRouter(deps),
    ...createApiKeysRouter(deps),
    ...createAuditRouter(deps),
    ...createHealthRouter(deps),
  ];
  return [...routes, ...createOpenApiRouter(routes, about)];
}
