export { loadApiConfig, type ApiConfig } from './api.ts';
export { loadBackingServices, type BackingServices } from './backing-services.ts';
export { loadLocalServicesConfig, type LocalServicesConfig } from './local-services.ts';
export { readEnvironment } from './read-environment.ts';
export { loadSchedulerConfig, type SchedulerConfig } from './scheduler.ts';
export { loadServiceClientsConfig, type ServiceClientsConfig } from './service-clients.ts';
export { loadSqlServiceConfig, type SqlServiceConfig } from './sql-service.ts';
export { ConfigurationError, variables, type Environment } from './variables.ts';
export { loadWorkerConfig, type EmailSettings, type WorkerConfig } from './worker.ts';
