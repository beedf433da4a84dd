import { join } from 'node:path';
import type { Logger } from '@carillon/observability';
import { Redis } from 'ioredis';
import { startSupervisedServer, type SupervisedServer } from './supervised-server.ts';

export interface LocalRedis {
  ping(): Promise<void>;
  /** Connections of other processes. */
  clientCount(): Promise<number>;
  pid: SupervisedServer['pid'];
  stop(): Promise<void>;
}

/**
 * A real Redis or Valkey on loopback. Every write is in the append-only file within a second, and nothing is ever evicted:
 * a queue that loses its oldest jobs when memory runs short would lose messages.
 */
export async function startLocalRedis(options: {
  program: string;
  port: number;
  dataDirectory: string;
  logger: Logger;
  stopping: AbortSignal;
  onGivenUp(error: Error): void;
}): Promise<LocalRedis> {
  const directory = join(options.dataDirectory, 'redis');
  const client = new Redis({ host: '127.0.0.1', port: options.port, lazyConnect: true, maxRetriesPerRequest: 0, enableReadyCheck: true, retryStrategy: () => 100 });
  // While the server starts or restarts each attempt fails; who asks gets the error from the command itself.
  client.on('error', () => undefined);
  const ping = async () => {
    await client.ping();
  };
  const server = await startSupervisedServer({
    name: 'Redis',
    program: options.program,
    arguments: Object.entries({
      '--bind': '127.0.0.1',
      '--port': String(options.port),
      '--dir': directory,
      '--appendonly': 'yes',
      '--appendfsync': 'everysec',
      '--maxmemory-policy': 'noeviction',
      '--save': '',
    }).flat(),
    port: options.port,
    portVariable: 'LOCAL_REDIS_PORT',
    directory,
    logFile: join(options.dataDirectory, 'logs', 'redis.log'),
    probe: ping,
    logger: options.logger,
    stopping: options.stopping,
    onGivenUp: options.onGivenUp,
  }).catch((error: unknown) => {
    client.disconnect();
    throw error;
  });
  return {
    ping,
    clientCount: async () => {
      const clients = String(await client.client('LIST')).trim().split('\n');
      return clients.length - 1;
    },
    pid: server.pid,
    stop: async () => {
      client.disconnect();
      await server.stop();
    },
  };
}
