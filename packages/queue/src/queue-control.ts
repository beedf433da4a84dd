import { parseJson, type QueueStatus } from '@carillon/domain';
import { z } from 'zod';
import type { Redis } from './connection.ts';
import type { QueueName } from './define-job.ts';
import { oldestWaitingMs } from './oldest-waiting.ts';
import { createQueueHandles } from './queue-handles.ts';
import { RATE_MINUTES, recentRate } from './recent-rate.ts';

/** What operators see of a queue, and can do to it. Every call rejects while Redis is away. */
export interface QueueControl {
  status(queue: QueueName, now: Date): Promise<QueueStatus>;
  /**
   * Workers everywhere finish what they are at and take nothing more; jobs are still accepted. Survives restarts. Who did
   * it first, and when, is remembered until it is resumed.
   */
  pause(queue: QueueName, pause: QueuePause): Promise<void>;
  resume(queue: QueueName): Promise<void>;
  close(): Promise<void>;
}

/** When a queue was paused, and by whom; `by` is a name for people. */
export interface QueuePause {
  at: Date;
  by: string;
}

const StoredPause = z.object({ at: z.iso.datetime(), by: z.string() });

export function createQueueControl(options: { client: Redis; prefix: string }): QueueControl {
  const handles = createQueueHandles(options);
  const { client } = options;
  const pausesKey = `${options.prefix}:queue-pauses`;
  return {
    async status(name, now) {
      const queue = await handles.open(name);
      const [counts, paused, workers, completed, failed, oldest, stored] = await Promise.all([
        queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed'),
        queue.isPaused(),
        queue.getWorkersCount(),
        queue.getMetrics('completed', 0, RATE_MINUTES),
        queue.getMetrics('failed', 0, RATE_MINUTES),
        oldestWaitingMs(queue, now),
        client.hget(pausesKey, name),
      ]);
      const pause = paused && stored !== null ? StoredPause.safeParse(parseJson(stored)).data : undefined;
      return {
        name,
        paused,
        pausedAt: pause?.at ?? null,
        pausedBy: pause?.by ?? null,
        depth: { waiting: (counts['waiting'] ?? 0) + (counts['prioritized'] ?? 0), active: counts['active'] ?? 0, delayed: counts['delayed'] ?? 0 },
        oldestWaitingMs: oldest,
        perMinute: { completed: recentRate(completed, now), failed: recentRate(failed, now) },
        workers,
      };
    },
    async pause(name, { at, by }) {
      const queue = await handles.open(name);
      const before = await queue.isPaused();
      const pause = JSON.stringify({ at: at.toISOString(), by });
      // What an earlier pause has left behind says nothing about this one. Written first: of a queue that is not paused it says nothing either.
      await (before ? client.hsetnx(pausesKey, name, pause) : client.hset(pausesKey, name, pause));
      await queue.pause();
    },
    async resume(name) {
      const queue = await handles.open(name);
      await queue.resume();
    },
    close: () => handles.close(),
  };
}
