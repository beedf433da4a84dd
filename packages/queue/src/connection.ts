import { Redis } from 'ioredis';

/** How long a caller that has something better to do waits for a Redis that is there and says nothing. */
const COMMAND_TIMEOUT_MS = 3_000;
const RECONNECT_AND_RESEND = 2;

/** Opens a client; injected nowhere else: every Redis connection of the product starts here. */
export interface RedisClientOptions {
  url: string;
  /**
   * `command`: fails at once while Redis is away, and soon while it does not answer, for callers that have something better to
   * do than wait. What was asked for may have been done all the same.
   * `blocking`: waits for Redis to come back, as BullMQ's workers require.
   */
  role: 'command' | 'blocking';
  /** Told of connection errors; without a listener they would end the process. */
  onError(error: Error): void;
}

export function createRedisClient({ url, role, onError }: RedisClientOptions): Redis {
  const client = new Redis(url, {
    maxRetriesPerRequest: role === 'command' ? 1 : null,
    enableOfflineQueue: role === 'blocking',
    connectTimeout: 5_000,
    ...(role === 'command' ? { commandTimeout: COMMAND_TIMEOUT_MS } : {}),
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    // A primary that became a replica keeps its connections: only a new one leads to the server that has taken its place. What it refused is asked again there.
    reconnectOnError: ({ message }) => (message.startsWith('READONLY') ? RECONNECT_AND_RESEND : false),
  });
  client.on('error', onError);
  return client;
}

/** Redis can not be reached right now: the call did nothing. */
export class QueueUnavailableError extends Error {
  constructor(cause?: unknown) {
    super('Redis can not be reached right now', { cause });
    this.name = 'QueueUnavailableError';
  }
}

/** Whether what failed certainly did nothing: a client in the role `command` that is not connected does not even send a command. ioredis says so in words alone. */
export const wasNeverSent = (error: unknown): boolean => error instanceof QueueUnavailableError || (error instanceof Error && error.message.startsWith("Stream isn't writeable"));

/** Resolves when the client can be used; rejects after `timeoutMs` with the last reason, for a start that must not hang. */
export async function waitUntilReady(client: Redis, timeoutMs: number): Promise<void> {
  if (client.status === 'ready') return;
  let lastError: Error | undefined;
  const remember = (error: Error) => {
    lastError = error;
  };
  client.on('error', remember);
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Redis could not be reached within ${timeoutMs} ms: is it running, and is REDIS_URL right?`, { cause: lastError })), timeoutMs);
    client.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  }).finally(() => client.off('error', remember));
}
export type { Redis };
