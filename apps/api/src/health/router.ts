import { checkReadiness, type ReadinessCheck, type Registry } from '@carillon/observability';
import { z } from 'zod';
import { definePublicRoute, type Route } from '../http/route.ts';

const Health = z.object({ status: z.literal('ok'), process: z.literal('api') });
const Check = z.object({ ok: z.boolean(), detail: z.unknown().optional(), error: z.string().optional() });
const ReadinessReport = z.object({
  ready: z.boolean(),
  degraded: z.boolean().describe('It works, but something that is wanted is missing'),
  checks: z.record(z.string(), Check),
});

export interface HealthDependencies {
  /** Without these nothing works: 503. */
  requiredChecks: Record<string, ReadinessCheck>;
  /** Without these the API still accepts notifications: they are delivered when Redis is back. */
  wantedChecks: Record<string, ReadinessCheck>;
  metrics: { registry: Registry };
}

const tag = 'Operations';

export function createHealthRouter({ requiredChecks, wantedChecks, metrics }: HealthDependencies): readonly Route[] {
  return [
    definePublicRoute({
      method: 'get', path: '/healthz', operation: 'getHealth', tag, rateLimited: false,
      summary: 'Whether the process runs',
      request: {},
      response: Health,
      handle: () => ({ body: { status: 'ok' as const, process: 'api' as const } }),
    }),
    definePublicRoute({
      method: 'get', path: '/readyz', operation: 'getReadiness', tag, rateLimited: false,
      summary: 'Whether its dependencies can be used',
      description: 'MongoDB is needed. Without Redis notifications are still accepted, and sent when it is back: then `degraded` is true.',
      otherStatuses: { 503: 'Not ready' },
      request: {},
      response: ReadinessReport,
      handle: async () => {
        const [required, wanted] = await Promise.all([checkReadiness(requiredChecks), checkReadiness(wantedChecks)]);
        const report = { ready: required.ready, degraded: !wanted.ready, checks: { ...required.checks, ...wanted.checks } };
        return { body: report, status: required.ready ? 200 : 503 };
      },
    }),
    definePublicRoute({
      method: 'get', path: '/metrics', operation: 'getMetrics', tag, rateLimited: false,
      summary: 'Numbers for Prometheus',
      contentType: 'text/plain; version=0.0.4; charset=utf-8',
      request: {},
      response: z.string(),
      handle: () => ({ stream: async (response) => void response.end(await metrics.registry.metrics()) }),
    }),
  ];
}
