import type { Logger } from '@carillon/observability';
import express, { type Express } from 'express';
import { mountRoutes, type Guards } from './http/mount-routes.ts';
import type { Route } from './http/route.ts';
import { assignRequestId } from './middleware/assign-request-id.ts';
import { handleErrors, refuseUnknownAddress } from './middleware/handle-errors.ts';

export interface AppDependencies {
  routes: readonly Route[];
  guards: Guards;
  logger: Logger;
  newRequestId: () => string;
  /** Number of reverse proxies in front, whose `X-Forwarded-*` headers are believed. */
  trustProxy: number;
}

/** Wires an Express app that listens nowhere. */
export function createApp(deps: AppDependencies): Express {
  const app = express();
  app.disable('x-powered-by').set('trust proxy', deps.trustProxy).set('etag', false);
  app.use(assignRequestId(deps.newRequestId));
  mountRoutes(app, deps.routes, deps.guards);
  app.use(refuseUnknownAddress);
  app.use(handleErrors(deps.logger));
  return app;
}
