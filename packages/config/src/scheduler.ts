import { loadBackingServices } from './backing-services.ts';
import { collectProblems } from './collect-problems.ts';
import { loadProcessSettings } from './process-settings.ts';
import { loadRetention } from './retention.ts';
import { readVariables, type Environment } from './variables.ts';

export type SchedulerConfig = ReturnType<typeof loadSchedulerConfig>;

/** Everything the `scheduler` process needs to know. Throws {@link ConfigurationError} with the list of what is missing. */
export function loadSchedulerConfig(environment: Environment) {
  const { process, services, settings, retention } = collectProblems({
    process: () => loadProcessSettings(environment),
    services: () => loadBackingServices(environment),
    settings: () => readVariables(environment, ['SCHEDULER_METRICS_PORT', 'QUEUE_PREFIX', 'MAINTENANCE_INTERVAL_SECONDS']),
    retention: () => loadRetention(environment),
  });
  return {
    ...process,
    ...services,
    metricsPort: settings.SCHEDULER_METRICS_PORT,
    queuePrefix: settings.QUEUE_PREFIX,
    maintenanceIntervalSeconds: settings.MAINTENANCE_INTERVAL_SECONDS,
    retention,
  };
}
