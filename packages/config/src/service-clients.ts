import { collectProblems } from './collect-problems.ts';
import { loadInternalSecrets } from './internal-tokens.ts';
import { readVariables, type Environment } from './variables.ts';

/** Where the data services are, and what signs the tokens that go there. Throws {@link ConfigurationError} with what is missing. */
export function loadServiceClientsConfig(environment: Environment) {
  const { settings, internalSecrets } = collectProblems({
    settings: () => readVariables(environment, ['SQL_SERVICE_PORT', 'SQL_SERVICE_URL', 'MONGO_SERVICE_PORT', 'MONGO_SERVICE_URL']),
    internalSecrets: () => loadInternalSecrets(environment),
  });
  return {
    sqlServiceUrl: settings.SQL_SERVICE_URL ?? `http://127.0.0.1:${settings.SQL_SERVICE_PORT}`,
    mongoServiceUrl: settings.MONGO_SERVICE_URL ?? `http://127.0.0.1:${settings.MONGO_SERVICE_PORT}`,
    /** Signs; the services accept others too while secrets are changed. */
    internalSecret: internalSecrets[0],
  };
}
