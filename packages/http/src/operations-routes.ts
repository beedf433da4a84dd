import { checkReadiness, type ReadinessCheck, type Registry } from '@carillon/observability';
import { z } from 'zod';
import { createRouteDefiners, type Route } from './route.ts';

/** What anybody may ask, whoever else the process lets in. */
type OperationsRoute = Route<unknown, never>;
const { definePublicRoute } = createRouteDefiners<unknown, never>((actor) => actor);

const Checks = z.record(z.string(), z.object({ ok: z.boolean(), detail: z.unknown().optional(), error: z.string().optional() }));
const ReadinessReport = z.object({ ready: z.boolean(), checks: Checks });
const DegradableReport = z.object({ ready: z.boolean(), degraded: z.boolean().describe('It works, but something that is wanted is missing'), checks: Checks });

const facts = { method: 'get', tag: 'Operations', rateLimited: false, request: {} } as const;
const readiness = { ...facts, path: '/readyz', operation: 'getReadiness', summary: 'Whether its dependencies can be used', otherStatuses: { 503: 'Not ready' } } as const;

export interface OperationsDeps {
  process: string;
  /** Without these nothing works: 503. */
  checks: Record<string, ReadinessCheck>;
  /** Without these it still works, as `description` tells: 200, and `degraded`. */
  wanted?: { checks: Record<string, ReadinessCheck>; description: string };
  registry: Registry;
}

/** Probes and numbers of a process: `/healthz`, `/readyz` (503 while a check fails), `/metrics`. */
export function createOperationsRoutes({ process, checks, wanted, registry }: OperationsDeps): readonly OperationsRoute[] {
  return [
    definePublicRoute({
      ...facts, path: '/healthz', operation: 'getHealth',
      summary: 'Whether the process runs',
      response: z.object({ status: z.literal('ok'), process: z.literal(process) }),
      handle: () => ({ body: { status: 'ok' as const, process } }),
    }),
    wanted === undefined ? createReadinessRoute(checks) : createDegradableReadinessRoute(checks, wanted),
    definePublicRoute({
      ...facts, path: '/metrics', operation: 'getMetrics',
      summary: 'Numbers for Prometheus',
      contentType: 'text/plain; version=0.0.4; charset=utf-8',
      response: z.string(),
      handle: () => ({ stream: async (response) => void response.end(await registry.metrics()) }),
    }),
  ];
}

function createReadinessRoute(checks: OperationsDeps['checks']): OperationsRoute {
  return definePublicRoute({
    ...readiness,
    response: ReadinessReport,
    handle: async () => {
      const report = await checkReadiness(checks);
      return { body: report, status: report.ready ? 200 : 503 };
    },
  });
}

function createDegradableReadinessRoute(checks: OperationsDeps['checks'], wanted: NonNullable<OperationsDeps['wanted']>): OperationsRoute {
  return definePublicRoute({
    ...readiness,
    description: wanted.description,
    response: DegradableReport,
    handle: async () => {
      const [needed, besides] = await Promise.all([checkReadiness(checks), checkReadiness(wanted.checks)]);
      return { body: { ready: needed.ready, degraded: !besides.ready, checks: { ...needed.checks, ...besides.checks } }, status: needed.ready ? 200 : 503 };
    },
  });
}
