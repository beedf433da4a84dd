import { loadBackingServices } from './backing-services.ts';
import { collectProblems } from './collect-problems.ts';
import { loadLocalSecrets } from './local-secrets.ts';
import { loadProcessSettings } from './process-settings.ts';
import { loadRetention } from './retention.ts';
import { ConfigurationError, readVariables, type Environment } from './variables.ts';

export type ApiConfig = ReturnType<typeof loadApiConfig>;

/** Everything the `api` process needs to know. Throws {@link ConfigurationError} with the list of what is missing. */
export function loadApiConfig(environment: Environment) {
  const { process, services, settings, retention, auth } = collectProblems({
    process: () => loadProcessSettings(environment),
    services: () => loadBackingServices(environment),
    settings: () =>
      readVariables(environment, [
        'API_PORT', 'PUBLIC_URL', 'TRUST_PROXY', 'RATE_LIMIT_PER_MINUTE', 'QUEUE_PREFIX', 'LOCAL_SERVICES_PORT', 'SEND_MAX_ATTEMPTS', 'MAIL_FROM',
      ]),
    retention: () => loadRetention(environment),
    auth: () => loadAuthSettings(environment),
  });
  return {
    ...process,
    ...services,
    port: settings.API_PORT,
    publicUrl: settings.PUBLIC_URL ?? `http://localhost:${settings.API_PORT}`,
    trustProxy: settings.TRUST_PROXY,
    rateLimitPerMinute: settings.RATE_LIMIT_PER_MINUTE,
    queuePrefix: settings.QUEUE_PREFIX,
    maxAttempts: settings.SEND_MAX_ATTEMPTS,
    mailFrom: settings.MAIL_FROM,
    /** Where the mail sandbox can be read; null when real mail is sent. */
    inboxUrl: services.local.mailSandbox ? `http://127.0.0.1:${settings.LOCAL_SERVICES_PORT}` : null,
    retention,
    auth,
  };
}

const PLACEHOLDER = /change[-_ ]?me|secret|example|default|password/i;

/** Too short, made of a placeholder's words, or of a few characters repeated. */
function isWeak(secret: string): boolean {
  return secret.length < 32 || PLACEHOLDER.test(secret) || new Set(secret).size < 8;
}

function loadAuthSettings(environment: Environment) {
  const values = readVariables(environment, ['NODE_ENV', 'DATA_DIR', 'SESSION_SECRET', 'SESSION_HOURS', 'AUTH_DEV_LOGIN', 'ADMIN_EMAIL', 'ADMIN_PASSWORD']);
  const production = values.NODE_ENV === 'production';
  const problems: string[] = [];
  if (production && values.SESSION_SECRET === undefined) problems.push('SESSION_SECRET is missing: set it to 32 random bytes, e.g. from: openssl rand -hex 32');
  if (values.SESSION_SECRET !== undefined && isWeak(values.SESSION_SECRET)) {
    problems.push('SESSION_SECRET is a placeholder or shorter than 32 characters: set it to 32 random bytes, e.g. from: openssl rand -hex 32');
  }
  if (production && values.AUTH_DEV_LOGIN) problems.push('AUTH_DEV_LOGIN is on: anybody could sign in; remove it in production');
  if ((values.ADMIN_EMAIL === undefined) !== (values.ADMIN_PASSWORD === undefined)) problems.push('ADMIN_EMAIL and ADMIN_PASSWORD belong together: set both or neither');
  if (problems.length > 0) throw new ConfigurationError(problems);
  return {
    sessionSecret: values.SESSION_SECRET ?? loadLocalSecrets(values.DATA_DIR).SESSION_SECRET,
    sessionHours: values.SESSION_HOURS,
    devLogin: values.AUTH_DEV_LOGIN,
    secureCookie: production,
    firstAdmin: values.ADMIN_EMAIL !== undefined && values.ADMIN_PASSWORD !== undefined ? { email: values.ADMIN_EMAIL, password: values.ADMIN_PASSWORD } : null,
  };
}
