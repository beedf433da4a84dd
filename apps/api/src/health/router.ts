import { createOperationsRoutes } from '@carillon/http';
import type { ReadinessCheck, Registry } from '@carillon/observability';
import type { Route } from '../http/route.ts';

export interface HealthDeps {
  /** Without these nothing works: 503. */
  requiredChecks: Record<string, ReadinessCheck>;
  /** Without these the API still accepts notifications: they are delivered when Redis is back. */
  wantedChecks: Record<string, ReadinessCheck>;
  metrics: { registry: Registry };
}

export function createHealthRouter({ requiredChecks, wantedChecks, metrics }: HealthDeps): readonly Route[] {
  return createOperationsRoutes({
    process: 'api',
    checks: requiredChecks,
    wanted: { checks: wantedChecks, description: 'MongoDB is needed. Without Redis notifications are still accepted, and sent when it is back: then `degraded` is true.' },
    registry: metrics.registry,
  });
}
