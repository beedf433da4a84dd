import { loadMongodbUri } from './backing-services.ts';
import { collectProblems } from './collect-problems.ts';
import { loadInternalSecrets } from './internal-tokens.ts';
import { loadProcessSettings } from './process-settings.ts';
import { readVariables, type Environment } from './variables.ts';

export type MongoServiceConfig = ReturnType<typeof loadMongoServiceConfig>;

/** Everything the `mongo-service` process needs to know. Throws {@link ConfigurationError} with the list of what is missing. */
export function loadMongoServiceConfig(environment: Environment) {
  const { process, settings, internalSecrets, mongodbUri } = collectProblems({
    process: () => loadProcessSettings(environment),
    settings: () => readVariables(environment, ['MONGO_SERVICE_PORT', 'NOTIFICATION_RETENTION_DAYS', 'LOGIN_RETENTION_DAYS']),
    internalSecrets: () => loadInternalSecrets(environment),
    mongodbUri: () => loadMongodbUri(environment),
  });
  return {
    ...process,
    port: settings.MONGO_SERVICE_PORT,
    internalSecrets,
    mongodbUri,
    retention: { notificationDays: settings.NOTIFICATION_RETENTION_DAYS, loginDays: settings.LOGIN_RETENTION_DAYS },
  };
}
