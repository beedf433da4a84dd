import type { QueueStatus } from '@carillon/domain';
import type { Redis } from './connection.ts';
import type { QueueName } from './define-job.ts';
import { oldestWaitingMs } from './oldest-waiting.ts';
import { createQueueHandles } from './queue-handles.ts';
import { RATE_MINUTES, recentRate } from './recent-rate.ts';

/** What operators see of a queue, and can do to it. Every call rejects while Redis is away. */
export interface QueueControl {
  status(queue: QueueName, now: Date): Promise<QueueStatus>;
  /** Workers everywhere finish what they are at and take nothing more; jobs are still accepted. Survives restarts. */
  pause(queue: QueueName): Promise<void>;
  resume(queue: QueueName): Promise<void>;
  close(): Promise<void>;
}

export function createQueueControl(options: { client: Redis; prefix: string }): QueueControl {
  const handles = createQueueHandles(options);
  return {
    async status(name, now) {
      const queue = await handles.open(name);
      const [counts, paused, workers, completed, failed, oldest] = await Promise.all([
        queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed'),
        queue.isPaused(),
        queue.getWorkersCount(),
        queue.getMetrics('completed', 0, RATE_MINUTES),
        queue.getMetrics('failed', 0, RATE_MINUTES),
        oldestWaitingMs(queue, now),
      ]);
      return {
        name,
        paused,
        depth: { waiting: (counts['waiting'] ?? 0) + (counts['prioritized'] ?? 0), active: counts['active'] ?? 0, delayed: counts['delayed'] ?? 0 },
        oldestWaitingMs: oldest,
        perMinute: { completed: recentRate(completed, now), failed: recentRate(failed, now) },
        workers,
      };
    },
    async pause(name) {
      await (await handles.open(name)).pause();
    },
    async resume(name) {
      await (await handles.open(name)).resume();
    },
    close: () => handles.close(),
  };
}
