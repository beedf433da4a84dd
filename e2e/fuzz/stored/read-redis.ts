import type { createRedisClient } from '@carillon/queue';
import type { Hashes } from './snapshot.ts';

/** All that is promised stands in keys of the prefix; limits count requests, refused ones too, and what dashboards are told is no promise. */
const NO_PROMISES = ['limit:', 'live-events'];
/** When a worker of BullMQ's last looked for jobs of dead ones: it goes away by itself, some time after the worker that seeding needed. */
const GOES_AWAY = ':stalled-check';
const SCRIPT = `
  local hashes = {}
  for _, key in ipairs(redis.call('KEYS', ARGV[1] .. ':*')) do
    local kept = string.sub(key, -#ARGV[2]) ~= ARGV[2]
    for i = 3, #ARGV do kept = kept and string.sub(key, #ARGV[1] + 2, #ARGV[1] + 1 + #ARGV[i]) ~= ARGV[i] end
    if kept then
      hashes[#hashes + 1] = 'key ' .. key
      hashes[#hashes + 1] = redis.sha1hex(redis.call('DUMP', key))
    end
  end
  return hashes`;

/** A hash of every key that is a promise: jobs, their queues, what providers are at. */
export async function readRedis(client: ReturnType<typeof createRedisClient>, prefix: string): Promise<Hashes> {
  const flat = (await client.eval(SCRIPT, 0, prefix, GOES_AWAY, ...NO_PROMISES)) as string[];
  return Object.fromEntries(flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : [])));
}
