import type { Redis } from '@carillon/queue';
import type { Finding } from '../finding.ts';

const subject = 'redis';
const OLDEST = [6, 2] as const;

/** What Redis says of itself (INFO, https://redis.io/commands/info). */
export interface RedisFacts {
  version: string;
  maxmemoryPolicy: string;
  appendOnly: boolean;
}

export async function readRedisFacts(client: Redis): Promise<RedisFacts> {
  const info = await client.info();
  const read = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';
  // Managed services refuse CONFIG, so the answer comes from INFO, which all of them give.
  return { version: read('redis_version'), maxmemoryPolicy: read('maxmemory_policy'), appendOnly: read('aof_enabled') === '1' };
}

/** Whether the queue can rely on it: BullMQ needs Redis 6.2 and a server that evicts nothing. */
export function judgeRedis({ version, maxmemoryPolicy, appendOnly }: RedisFacts): Finding[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  return [
    isOld
      ? { level: 'failure', subject, text: `version ${version} is too old`, advice: `Use Redis ${OLDEST.join('.')} or newer, or Valkey.` }
      : { level: 'ok', subject, text: `version ${version}` },
    maxmemoryPolicy === 'noeviction'
      ? { level: 'ok', subject, text: 'evicts nothing' }
      : { level: 'failure', subject, text: `maxmemory-policy is ${maxmemoryPolicy}: when memory runs short it throws jobs away`, advice: 'Set maxmemory-policy to noeviction.' },
    appendOnly
      ? { level: 'ok', subject, text: 'keeps an append-only file' }
      : { level: 'warning', subject, text: 'keeps no append-only file: after a power failure jobs are rebuilt from the log, which takes a while', advice: 'Set appendonly to yes.' },
  ];
}
