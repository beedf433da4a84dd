import { join } from 'node:path';
import { collectProblems } from './collect-problems.ts';
import { loadInternalSecrets } from './internal-tokens.ts';
import { loadProcessSettings } from './process-settings.ts';
import { ConfigurationError, readVariables, type Environment } from './variables.ts';

export type SqlServiceConfig = ReturnType<typeof loadSqlServiceConfig>;

/** Everything the `sql-service` process needs to know. Throws {@link ConfigurationError} with the list of what is missing. */
export function loadSqlServiceConfig(environment: Environment) {
  const { process, settings, internalSecrets, database } = collectProblems({
    process: () => loadProcessSettings(environment),
    settings: () => readVariables(environment, ['SQL_SERVICE_PORT']),
    internalSecrets: () => loadInternalSecrets(environment),
    database: () => loadDatabaseLocation(environment),
  });
  return { ...process, port: settings.SQL_SERVICE_PORT, internalSecrets, database };
}

/** A PostgreSQL server, or the directory of the embedded one; never that in production. */
function loadDatabaseLocation(environment: Environment): { url: string } | { directory: string } {
  const values = readVariables(environment, ['NODE_ENV', 'DATA_DIR', 'DATABASE_URL']);
  if (values.DATABASE_URL !== undefined) return { url: values.DATABASE_URL };
  if (values.NODE_ENV === 'production') throw new ConfigurationError(['DATABASE_URL is missing: set it to postgres://… or postgresql://…']);
  return { directory: join(values.DATA_DIR, 'postgres') };
}
