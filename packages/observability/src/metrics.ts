import { collectDefaultMetrics, Registry } from 'prom-client';

/** A registry of one process with Node's own metrics; each package adds its metrics to it. */
export function createMetrics(processName: string): { registry: Registry } {
  const registry = new Registry();
  registry.setDefaultLabels({ process: processName });
  collectDefaultMetrics({ register: registry });
  return { registry };
}
export { Counter, Gauge, Histogram, Registry } from 'prom-client';
