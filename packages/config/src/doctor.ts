import { collectProblems } from './collect-problems.ts';
import { loadRetention } from './retention.ts';
import { readVariables, type Environment } from './variables.ts';
import { loadWorkerConfig } from './worker.ts';

export type DoctorConfig = ReturnType<typeof loadDoctorConfig>;

/** Everything that `npm run doctor` looks at: what a worker uses, and how long every kind of record is kept. Throws {@link ConfigurationError}. */
export function loadDoctorConfig(environment: Environment) {
  const { worker, retention, logins } = collectProblems({
    worker: () => loadWorkerConfig(environment),
    retention: () => loadRetention(environment),
    logins: () => readVariables(environment, ['LOGIN_RETENTION_DAYS']),
  });
  return { ...worker, retention: { ...retention, loginDays: logins.LOGIN_RETENTION_DAYS } };
}
