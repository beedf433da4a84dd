import { Registry } from '@carillon/observability';
import { silentLogger } from '@carillon/observability/testing';
import type { Express } from 'express';
import { createApp } from '../app.ts';
import type { Actor } from '../http/actor.ts';
import type { Route } from '../http/route.ts';


/** An app with the given routes and nothing behind it: everybody is `actor`, and nobody asks too often. */
export function createTestApp({ routes = [], actor = null, dashboardDirectory = '/nowhere' }: { routes?: readonly Route[]; actor?: Actor | null; dashboardDirectory?: string }): Express {
  return createApp({
    routes,
    guards: { authenticate: async () => actor, limitRate: async () => {}, publicUrl: 'http://localhost:4000', stopping: new AbortController().signal },
    logger: silentLogger,
    registry: new Registry(),
    newRequestId: () => 'made-request-id',
    trustProxy: 0,
    https: false,
    dashboardDirectory,
    swaggerUiDirectory: '/nowhere',
  });
}
