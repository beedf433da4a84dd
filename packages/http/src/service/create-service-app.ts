import { CarillonError } from '@carillon/domain';
import type { Logger, Registry } from '@carillon/observability';
import express, { type Express, type Request } from 'express';
import { assignRequestId } from '../assign-request-id.ts';
import { handleErrors, refuseUnknownAddress } from '../handle-errors.ts';
import { logRequests } from '../log-requests.ts';
import { mountRoutes } from '../mount-routes.ts';
import type { ServiceCaller, ServiceRoute } from './service-route.ts';

export interface ServiceAppDeps {
  routes: readonly ServiceRoute[];
  /** Checks the token a caller shows: who it is, or why it is refused. */
  readToken(token: string): { caller: ServiceCaller } | { refusal: string };
  isDatabaseUnavailable(error: unknown): boolean;
  logger: Logger;
  registry: Registry;
  newRequestId: () => string;
  stopping: AbortSignal;
}

/** Wires the Express app of a data service, for our own processes only; it listens nowhere. */
export function createServiceApp(deps: ServiceAppDeps): Express {
  const app = express();
  app.disable('x-powered-by').set('etag', false);
  app.use(assignRequestId(deps.newRequestId));
  app.use(logRequests(deps));
  mountRoutes(app, deps.routes, {
    authenticate: async (request) => authenticate(request, deps.readToken),
    nameOf: (caller) => `service:${caller.process}`,
    // Callers are our own processes, which limit themselves by time-outs and a circuit breaker.
    limitRate: async () => {},
    check: () => {},
    stopping: deps.stopping,
  });
  app.use(refuseUnknownAddress);
  app.use(handleErrors(deps));
  return app;
}

/** Null without a token; throws `unauthenticated` for one that is not good, so that its sender learns why. */
function authenticate(request: Request, readToken: ServiceAppDeps['readToken']): ServiceCaller | null {
  const token = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (token === undefined) return null;
  const read = readToken(token);
  if ('refusal' in read) throw new CarillonError('unauthenticated', read.refusal);
  return read.caller;
}
