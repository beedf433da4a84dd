import { createApiKeysRouter } from './api-keys/router.ts';
import { createAuditRouter } from './audit/router.ts';
import { createAuthRouter } from './auth/router.ts';
import { createCampaignsRouter } from './campaigns/router.ts';
import { createCampaignTrackingRouter } from './campaigns/tracking-router.ts';
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
import { createTrackingRouter } from './tracking/router.ts';
import { createUsersRouter } from './users/router.ts';
import { createVerificationsRouter } from './verifications/router.ts';

const routers = [
  createNotificationsRouter,
  createFailuresRouter,
  createTestEmailsRouter,
  createOverviewRouter,
  createEventsRouter,
  createTemplatesRouter,
  createInboxRouter,
  createSchedulesRouter,
  createCampaignsRouter,
  createDueRouter,
  createQueuesRouter,
  createProvidersRouter,
  createReceiptsRouter,
  createUsersRouter,
  createSegmentsRouter,
  createSuppressionsRouter,
  createPaymentsRouter,
  createVerificationsRouter,
  createPreferencesRouter,
  createTrackingRouter,
  createCampaignTrackingRouter,
  createAuthRouter,
  createOperatorsRouter,
  createApiKeysRouter,
  createAuditRouter,
  createHealthRouter,
] as const;

type DepsOf<Router> = Router extends (deps: infer Deps) => readonly Route[] ? (deps: Deps) => void : never;
/** What all routers need, together. */
export type RouteDeps = DepsOf<(typeof routers)[number]> extends (deps: infer Deps) => void ? Deps : never;

/** Every address the API answers, and the document about them. A new resource is one line above. */
export function createRouteTable(deps: RouteDeps, about: { version: string; serverUrl: string }): readonly Route[] {
  const routes = routers.flatMap((createRouter): readonly Route[] => createRouter(deps));
  return [...routes, ...createOpenApiRouter(routes, about)];
}
