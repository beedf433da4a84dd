import { checkReadiness, type ReadinessCheck, type Registry } from '@carillon/observability';
import { z } from 'zod';
import { definePublicServiceRoute, type ServiceRoute } from './service-route.ts';

const Health = z.object({ status: z.literal('ok'), process: z.string() });
const ReadinessReport = z.object({
  ready: z.boolean(),
  checks: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.unknown().optional(), error: z.string().optional() })),
});

const facts = { method: 'get', tag: 'Operations', rateLimited: false, request: {} } as const;

/** Probes and numbers of a data service: `/healthz`, `/readyz` (503 while a check fails), `/metrics`. */
export function createOperationsRoutes({ process, checks, registry }: { process: string; checks: Record<string, ReadinessCheck>; registry: Registry }): readonly ServiceRoute[] {
  return [
    definePublicServiceRoute({
      ...facts, path: '/healthz', operation: 'getHealth',
      summary: 'Whether the process runs',
      response: Health,
      handle: () => ({ body: { status: 'ok' as const, process } }),
    }),
    definePublicServiceRoute({
      ...facts, path: '/readyz', operation: 'getReadiness',
      summary: 'Whether its dependencies can be used',
      otherStatuses: { 503: 'Not ready' },
      response: ReadinessReport,
      handle: async () => {
        const report = await checkReadiness(checks);
        return { body: report, status: report.ready ? 200 : 503 };
      },
    }),
    definePublicServiceRoute({
      ...facts, path: '/metrics', operation: 'getMetrics',
      summary: 'Numbers for Prometheus',
      contentType: 'text/plain; version=0.0.4; charset=utf-8',
      response: z.string(),
      handle: () => ({ stream: async (response) => void response.end(await registry.metrics()) }),
    }),
  ];
}
