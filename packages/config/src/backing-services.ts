import { ConfigurationError, readVariables, type Environment } from './variables.ts';

/** Where Redis, MongoDB and SMTP are, and which of them `local-services` has to provide. */
export interface BackingServices {
  redisUrl: string;
  mongodbUri: string;
  smtpUrl: string;
  /** Services without an address of their own in the environment: provided on loopback, never in production. */
  local: { redis: boolean; documentStore: boolean; mailSandbox: boolean };
}

const MONGODB_URI_MISSING = 'MONGODB_URI is missing: set it to mongodb://… or mongodb+srv://…';
const localMongodbUri = (port: number) => `mongodb://127.0.0.1:${port}/carillon?directConnection=true`;
const names = ['NODE_ENV', 'REDIS_URL', 'MONGODB_URI', 'SMTP_URL', 'GMAIL_USER', 'LOCAL_REDIS_PORT', 'LOCAL_MONGO_PORT', 'LOCAL_SMTP_PORT'] as const;

/** Throws {@link ConfigurationError} in production when one of them is not given. */
export function loadBackingServices(environment: Environment): BackingServices {
  const values = readVariables(environment, names);
  const local = {
    redis: values.REDIS_URL === undefined,
    documentStore: values.MONGODB_URI === undefined,
    mailSandbox: values.SMTP_URL === undefined && values.GMAIL_USER === undefined,
  };
  if (values.NODE_ENV === 'production') {
    const missing = [
      ...(local.redis ? ['REDIS_URL is missing: set it to redis://… or rediss://…'] : []),
      ...(local.documentStore ? [MONGODB_URI_MISSING] : []),
      ...(local.mailSandbox ? ['SMTP_URL is missing: set it to smtp://… or smtps://…, or configure Gmail with GMAIL_USER'] : []),
    ];
    if (missing.length > 0) throw new ConfigurationError(missing);
  }
  return {
    redisUrl: values.REDIS_URL ?? `redis://127.0.0.1:${values.LOCAL_REDIS_PORT}`,
    mongodbUri: values.MONGODB_URI ?? localMongodbUri(values.LOCAL_MONGO_PORT),
    smtpUrl: values.SMTP_URL ?? `smtp://127.0.0.1:${values.LOCAL_SMTP_PORT}`,
    local,
  };
}

/** Where MongoDB is, for a process that needs nothing else. Throws {@link ConfigurationError} in production when it is not given. */
export function loadMongodbUri(environment: Environment): string {
  const values = readVariables(environment, ['NODE_ENV', 'MONGODB_URI', 'LOCAL_MONGO_PORT']);
  if (values.MONGODB_URI !== undefined) return values.MONGODB_URI;
  if (values.NODE_ENV === 'production') throw new ConfigurationError([MONGODB_URI_MISSING]);
  return localMongodbUri(values.LOCAL_MONGO_PORT);
}
