import { readVariables, type Environment } from './variables.ts';

/** What every process has in common. */
export function loadProcessSettings(environment: Environment) {
  const values = readVariables(environment, ['NODE_ENV', 'HOST', 'LOG_LEVEL', 'LOG_FORMAT', 'DATA_DIR', 'SHUTDOWN_TIMEOUT_MS']);
  return {
    /** What servers of this process bind to. */
    host: values.HOST,
    production: values.NODE_ENV === 'production',
    logLevel: values.LOG_LEVEL,
    /** undefined: pretty in a terminal, JSON everywhere else. */
    logFormat: values.LOG_FORMAT,
    dataDirectory: values.DATA_DIR,
    shutdownTimeoutMs: values.SHUTDOWN_TIMEOUT_MS,
  };
}
