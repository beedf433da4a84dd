import { isDatabaseUnavailable } from '@carillon/db';
import { assignRequestId, handleErrors, logRequests, mountRoutes, refuseUnknownAddress } from '@carillon/http';
import type { Logger, Registry } from '@carillon/observability';
import express, { type Express } from 'express';
import { serveDashboard } from './dashboard/serve-dashboard.ts';
import { serveDocs } from './docs/serve-docs.ts';
import { toGuards, type ApiGuards } from './http/guards.ts';
import type { Route } from './http/route.ts';
import { secureHeaders } from './middleware/secure-headers.ts';

export interface AppDeps {
  routes: readonly Route[];
  guards: ApiGuards;
  logger: Logger;
  registry: Registry;
  newRequestId: () => string;
  /** Number of reverse proxies in front, whose `X-Forwarded-*` headers are believed. */
  trustProxy: number;
  /** Whether browsers reach this over HTTPS. */
  https: boolean;
  /** Where the built dashboard is, and the files of Swagger UI. */
  dashboardDirectory: string;
  swaggerUiDirectory: string;
}

/** Wires an Express app that listens nowhere. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by').set('trust proxy', deps.trustProxy).set('etag', false);
  app.use(assignRequestId(deps.newRequestId));
  app.use(logRequests(deps));
  app.use(secureHeaders(deps));
  mountRoutes(app, deps.routes, toGuards(deps.guards));
  app.use(serveDocs(deps.swaggerUiDirectory));
  app.use(serveDashboard(deps.dashboardDirectory));
  app.use(refuseUnknownAddress);
  app.use(handleErrors({ logger: deps.logger, isDatabaseUnavailable }));
  return app;
}
