import { readFileSync } from 'node:fs';
import { loadBackingServices } from './backing-services.ts';
import { collectProblems } from './collect-problems.ts';
import { loadLinks } from './links.ts';
import { loadProcessSettings } from './process-settings.ts';
import { loadRemindersConfig } from './reminders.ts';
import { loadRetention } from './retention.ts';
import { loadSender } from './sender.ts';
import { loadServiceClientsConfig } from './service-clients.ts';
import { ConfigurationError, readVariables, type Environment } from './variables.ts';
import { loadVendors } from './vendors.ts';

export type WorkerConfig = ReturnType<typeof loadWorkerConfig>;

/** Everything the `worker` process needs to know. Throws {@link ConfigurationError} with the list of what is missing. */
export function loadWorkerConfig(environment: Environment) {
  const { process, services, settings, retention, sender, email, vendors, dataServices, reminders, links } = collectProblems({
    process: () => loadProcessSettings(environment),
    services: () => loadBackingServices(environment),
    settings: () =>
      readVariables(environment, [
        'WORKER_METRICS_PORT', 'WORKER_INSTANCES', 'WORKER_CONCURRENCY', 'QUEUE_PREFIX', 'SEND_TIMEOUT_MS', 'SEND_RETRY_BASE_MS', 'SEND_RETRY_MAX_MS', 'SEND_MAX_ATTEMPTS', 'VENDOR_RECEIPT_TIMEOUT_MS',
      ]),
    retention: () => loadRetention(environment),
    sender: () => loadSender(environment),
    email: () => loadEmailSettings(environment),
    vendors: () => loadVendors(environment),
    dataServices: () => loadServiceClientsConfig(environment),
    links: () => loadLinks(environment),
    reminders: () => loadRemindersConfig(environment),
  });
  return {
    ...process,
    ...services,
    metricsPort: settings.WORKER_METRICS_PORT,
    concurrency: settings.WORKER_CONCURRENCY,
    queuePrefix: settings.QUEUE_PREFIX,
    sendTimeoutMs: settings.SEND_TIMEOUT_MS,
    receiptTimeoutMs: settings.VENDOR_RECEIPT_TIMEOUT_MS,
    /** A claim outlives the longest send by a margin, so that only a crash can let it run out. */
    leaseMs: Math.ceil(settings.SEND_TIMEOUT_MS * 1.5),
    retry: { maxAttempts: settings.SEND_MAX_ATTEMPTS, baseDelayMs: settings.SEND_RETRY_BASE_MS, maxDelayMs: settings.SEND_RETRY_MAX_MS, jitter: 0.5 },
    retention,
    email: { ...email, from: sender },
    vendors,
    dataServices,
    links,
    ...reminders,
  };
}

function loadEmailSettings(environment: Environment) {
  const values = readVariables(environment, [
    'MAIL_REPLY_TO', 'SMTP_URL', 'SMTP_MAX_CONNECTIONS', 'MAIL_RATE_PER_SECOND', 'GMAIL_USER', 'GMAIL_APP_PASSWORD', 'GMAIL_CLIENT_ID', 'GMAIL_CLIENT_SECRET', 'GMAIL_REFRESH_TOKEN',
    'DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_PRIVATE_KEY_FILE',
  ]);
  return {
    replyTo: values.MAIL_REPLY_TO ?? null,
    maxConnections: values.SMTP_MAX_CONNECTIONS,
    ratePerSecond: values.MAIL_RATE_PER_SECOND ?? null,
    gmail: values.GMAIL_USER === undefined || values.SMTP_URL !== undefined ? null : { user: values.GMAIL_USER, auth: gmailAuth(values) },
    dkim: dkimSettings(values),
  };
}

function gmailAuth(values: { GMAIL_APP_PASSWORD?: string | undefined; GMAIL_CLIENT_ID?: string | undefined; GMAIL_CLIENT_SECRET?: string | undefined; GMAIL_REFRESH_TOKEN?: string | undefined }) {
  const { GMAIL_APP_PASSWORD: appPassword, GMAIL_CLIENT_ID: clientId, GMAIL_CLIENT_SECRET: clientSecret, GMAIL_REFRESH_TOKEN: refreshToken } = values;
  if (appPassword !== undefined) return { type: 'app-password' as const, password: appPassword };
  if (clientId !== undefined && clientSecret !== undefined && refreshToken !== undefined) return { type: 'oauth2' as const, clientId, clientSecret, refreshToken };
  throw new ConfigurationError(['GMAIL_USER needs GMAIL_APP_PASSWORD, or GMAIL_CLIENT_ID, GMAIL_CLIENT_SECRET and GMAIL_REFRESH_TOKEN together']);
}

function dkimSettings(values: { DKIM_DOMAIN?: string | undefined; DKIM_SELECTOR?: string | undefined; DKIM_PRIVATE_KEY_FILE?: string | undefined }) {
  const { DKIM_DOMAIN: domainName, DKIM_SELECTOR: keySelector, DKIM_PRIVATE_KEY_FILE: file } = values;
  if (domainName === undefined && keySelector === undefined && file === undefined) return null;
  if (domainName === undefined || keySelector === undefined || file === undefined) throw new ConfigurationError(['DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY_FILE belong together: set all or none']);
  try {
    return { domainName, keySelector, privateKey: readFileSync(file, 'utf8') };
  } catch (error) {
    throw new ConfigurationError([`DKIM_PRIVATE_KEY_FILE: ${file} can not be read (${error instanceof Error ? error.message : String(error)})`]);
  }
}
