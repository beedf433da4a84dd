import { connect } from 'node:net';
import { join } from 'node:path';
import { findFreePort } from '@carillon/testing';
import { findProgram, REDIS } from '../../../scripts/steps/programs.mjs';
import { supervise, type SupervisedProcess } from './supervised-process.ts';

export interface RedisProcess extends SupervisedProcess {
  port: number;
  /** Resolves to how many keys it forgot. */
  flush(): Promise<number>;
}

/** A Redis with an append-only file, as local-services runs it. */
export async function startRedis(directory: string, logDirectory: string): Promise<RedisProcess> {
  const port = await findFreePort();
  const supervised = supervise({
    name: 'redis',
    program: findProgram(REDIS.names) ?? 'redis-server',
    args: ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction', '--save', ''],
    env: { PATH: process.env['PATH'] ?? '' },
    logFile: join(logDirectory, 'redis.log'),
    ready: async () => (await ask(port, 'PING')) === '+PONG',
  });
  await supervised.untilReady();
  return {
    ...supervised,
    port,
    async flush() {
      const keys = Number((await ask(port, 'DBSIZE')).slice(1));
      await ask(port, 'FLUSHALL');
      return keys;
    },
  };
}

/** One command without arguments, as one would type it (Redis' inline protocol); resolves to the first line of the answer. */
function ask(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`Redis hung up on ${command}`)));
    socket.once('data', (answer) => {
      resolve(answer.toString().split('\r\n')[0] ?? '');
      socket.destroy();
    });
  });
}
