import { loadBackingServices } from './backing-services.ts';
import { checkSecret } from './check-secret.ts';
import { collectProblems } from './collect-problems.ts';
import { loadLinks } from './links.ts';
import { loadLocalSecrets } from './local-secrets.ts';
import { loadProcessSettings } from './process-settings.ts';
import { loadRetention } from './retention.ts';
import { loadSender } from './sender.ts';
import { loadServiceClientsConfig } from './service-clients.ts';
import { ConfigurationError, readVariables, type Environment } from './variables.ts';
import { loadVendors } from './vendors.ts';

export type ApiConfig = ReturnType<typeof loadApiConfig>;

/** Everything the `api` process needs to know. Throws {@link ConfigurationError} with the list of what is missing. */
export function loadApiConfig(environment: Environment) {
  const { process, services, settings, sender, retention, auth, dataServices, vendors, links } = collectProblems({
    process: () => loadProcessSettings(environment),
    services: () => loadBackingServices(environment),
    settings: () =>
      readVariables(environment, [
        'API_PORT', 'TRUST_PROXY', 'RATE_LIMIT_PER_MINUTE', 'QUEUE_PREFIX', 'LOCAL_SERVICES_PORT', 'SEND_MAX_ATTEMPTS', 'MAINTENANCE_INTERVAL_SECONDS', 'MAIL_RATE_PER_SECOND',
      ]),
    sender: () => loadSender(environment),
    retention: () => loadRetention(environment),
    auth: () => loadAuthSettings(environment),
    vendors: () => loadVendors(environment),
    dataServices: () => loadServiceClientsConfig(environment),
    links: () => loadLinks(environment),
  });
  return {
    ...process,
    ...services,
    port: settings.API_PORT,
    publicUrl: links.publicUrl,
    links,
    trustProxy: settings.TRUST_PROXY,
    rateLimitPerMinute: settings.RATE_LIMIT_PER_MINUTE,
    queuePrefix: settings.QUEUE_PREFIX,
    maxAttempts: settings.SEND_MAX_ATTEMPTS,
    sender,
    maintenanceIntervalSeconds: settings.MAINTENANCE_INTERVAL_SECONDS,
    /** Where the mail sandbox can be read; null when real mail is sent. */
    inboxUrl: services.local.mailSandbox ? `http://127.0.0.1:${settings.LOCAL_SERVICES_PORT}` : null,
    retention,
    auth,
    dataServices,
    vendors,
    mailRatePerSecond: settings.MAIL_RATE_PER_SECOND ?? null,
  };
}

function loadAuthSettings(environment: Environment) {
  const values = readVariables(environment, ['NODE_ENV', 'DATA_DIR', 'SESSION_SECRET', 'SESSION_HOURS', 'AUTH_DEV_LOGIN', 'ADMIN_EMAIL', 'ADMIN_PASSWORD']);
  const production = values.NODE_ENV === 'production';
  const problems = checkSecret('SESSION_SECRET', values.SESSION_SECRET, { required: production });
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
