import { z } from 'zod';
import { VendorList } from './vendor-list.ts';

const port = z.coerce.number().int().min(1).max(65_535);
const milliseconds = z.coerce.number().int().positive();
const days = z.coerce.number().int().positive();
const url = (...schemes: string[]) =>
  z.string().refine((value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)), `must start with ${schemes.map((s) => `${s}://`).join(' or ')}`);

/** Every variable the product reads, with its type and default. `.env.example` documents each; a test compares the two. */
export const variables = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug']).default('info'),
  LOG_FORMAT: z.enum(['json', 'pretty']).optional(),
  DATA_DIR: z.string().default('.data'),

  HOST: z.string().default('127.0.0.1'),
  API_PORT: port.default(4000),
  WORKER_METRICS_PORT: port.default(4010),
  SCHEDULER_METRICS_PORT: port.default(4011),
  LOCAL_SERVICES_PORT: port.default(4012),
  SQL_SERVICE_PORT: port.default(4101),
  MONGO_SERVICE_PORT: port.default(4102),
  VENDOR_SIMULATOR_PORT: port.default(4103),
  LOCAL_REDIS_PORT: port.default(4379),
  LOCAL_MONGO_PORT: port.default(4017),
  LOCAL_SMTP_PORT: port.default(4025),

  REDIS_URL: url('redis', 'rediss').optional(),
  MONGODB_URI: url('mongodb', 'mongodb+srv').optional(),
  SMTP_URL: url('smtp', 'smtps').optional(),
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  QUEUE_PREFIX: z.string().regex(/^[\w{}-]+$/, 'may have letters, digits, - _ and braces').default('carillon'),

  PUBLIC_URL: url('http', 'https').optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).default(0),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().positive().default(600),
  SESSION_SECRET: z.string().optional(),
  SESSION_HOURS: z.coerce.number().positive().default(12),
  AUTH_DEV_LOGIN: z.stringbool().default(false),
  ADMIN_EMAIL: z.email().optional(),
  ADMIN_PASSWORD: z.string().min(12, 'must have at least 12 characters').optional(),

  SQL_SERVICE_URL: url('http', 'https').optional(),
  MONGO_SERVICE_URL: url('http', 'https').optional(),
  INTERNAL_JWT_SECRET: z.string().optional(),
  INTERNAL_JWT_OTHER_SECRET: z.string().optional(),
  LINK_SECRET: z.string().optional(),

  MAIL_FROM: z.string().default('Carillon <no-reply@carillon.localhost>'),
  MAIL_REPLY_TO: z.string().optional(),
  MAIL_RATE_PER_SECOND: z.coerce.number().positive().max(10_000).optional(),
  SMTP_MAX_CONNECTIONS: z.coerce.number().int().min(1).max(100).default(5),
  GMAIL_USER: z.email().optional(),
  GMAIL_APP_PASSWORD: z.string().optional(),
  GMAIL_CLIENT_ID: z.string().optional(),
  GMAIL_CLIENT_SECRET: z.string().optional(),
  GMAIL_REFRESH_TOKEN: z.string().optional(),
  DKIM_DOMAIN: z.string().optional(),
  DKIM_SELECTOR: z.string().optional(),
  DKIM_PRIVATE_KEY_FILE: z.string().optional(),

  VENDORS: VendorList.optional(),
  VENDOR_MAX_CONNECTIONS: z.coerce.number().int().min(1).max(500).default(20),
  VENDOR_TIMEOUT_MS: milliseconds.default(10_000),
  VENDOR_RECEIPT_TIMEOUT_MS: milliseconds.default(600_000),
  VENDOR_SIMULATOR_CALLBACK_URL: url('http', 'https').optional(),

  WORKER_INSTANCES: z.coerce.number().int().min(1).max(64).default(1),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(500).default(25),
  SEND_TIMEOUT_MS: milliseconds.default(45_000),
  SEND_MAX_ATTEMPTS: z.coerce.number().int().min(1).max(50).default(5),
  SEND_RETRY_BASE_MS: milliseconds.default(15_000),
  SEND_RETRY_MAX_MS: milliseconds.default(3_600_000),
  SHUTDOWN_TIMEOUT_MS: milliseconds.default(20_000),

  QUIET_HOURS: z.string().regex(/^(off|([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)$/, 'must be off or two times, like 22:00-07:00').default('22:00-07:00'),
  DAILY_CAP: z.coerce.number().int().min(0).max(1_000).default(5),
  CUSTOMER_APP_URL: url('http', 'https').default('https://app.example.com'),
  COMPANY_NAME: z.string().min(1).max(100).default('Example Company'),

  MAINTENANCE_INTERVAL_SECONDS: z.coerce.number().int().min(1).max(59).default(10),
  NOTIFICATION_RETENTION_DAYS: days.default(400),
  CONTENT_RETENTION_DAYS: days.default(90),
  LOGIN_RETENTION_DAYS: days.default(400),
  IDEMPOTENCY_RETENTION_HOURS: z.coerce.number().int().positive().default(24),
  RECEIPT_RETENTION_DAYS: days.default(90),
  AUDIT_RETENTION_DAYS: days.default(730),
} as const;

export type VariableName = keyof typeof variables;
type Variables = typeof variables;
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment can not be used. `problems` has one sentence for each variable: what is wrong and what to do. */
export class ConfigurationError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

/** Reads the named variables; an empty value counts as not given. Throws {@link ConfigurationError} naming every bad one. */
export function readVariables<Name extends VariableName>(environment: Environment, names: readonly Name[]) {
  const shape = Object.fromEntries(names.map((name) => [name, variables[name]])) as Pick<Variables, Name>;
  const given = Object.fromEntries(names.map((name) => [name, environment[name] === '' ? undefined : environment[name]]));
  const parsed = z.object(shape).safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}; see .env.example`));
}
