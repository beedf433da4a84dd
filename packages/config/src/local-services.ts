import { loadBackingServices } from './backing-services.ts';
import { collectProblems } from './collect-problems.ts';
import { loadProcessSettings } from './process-settings.ts';
import { readVariables, type Environment } from './variables.ts';

export type LocalServicesConfig = ReturnType<typeof loadLocalServicesConfig>;

/** Everything the `local-services` process needs to know. Throws {@link ConfigurationError} with the list of what is missing. */
export function loadLocalServicesConfig(environment: Environment) {
  const { process, services, settings } = collectProblems({
    process: () => loadProcessSettings(environment),
    services: () => loadBackingServices(environment),
    settings: () => readVariables(environment, ['LOCAL_SERVICES_PORT', 'LOCAL_REDIS_PORT', 'LOCAL_MONGO_PORT', 'LOCAL_SMTP_PORT']),
  });
  return {
    ...process,
    port: settings.LOCAL_SERVICES_PORT,
    /** Only the services that have no address of their own in the environment are provided. */
    provide: services.local,
    redisPort: settings.LOCAL_REDIS_PORT,
    documentStorePort: settings.LOCAL_MONGO_PORT,
    smtpPort: settings.LOCAL_SMTP_PORT,
    /** Where redis-server and mongod are looked for. */
    searchPath: environment['PATH'] ?? '',
  };
}
