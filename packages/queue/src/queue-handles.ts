import { Queue } from 'bullmq';
import { QueueUnavailableError, type Redis } from './connection.ts';
import type { QueueName } from './define-job.ts';

export interface QueueHandles {
  /** Throws {@link QueueUnavailableError} while Redis is away. */
  open(name: QueueName): Promise<Queue>;
  close(): Promise<void>;
}

/** BullMQ remembers a failed first contact for ever, so a queue is opened when Redis is there, and kept when that worked. */
export function createQueueHandles({ client, prefix }: { client: Redis; prefix: string }): QueueHandles {
  const opened = new Map<QueueName, Promise<Queue>>();
  return {
    async open(name) {
      if (client.status !== 'ready') throw new QueueUnavailableError();
      const known = opened.get(name);
      if (known !== undefined) return known;
      const queue = new Queue(name, { connection: client, prefix, skipWaitingForReady: true });
      queue.on('error', () => undefined); // the client's own listener has reported it
      const opening = queue.waitUntilReady().then(() => queue);
      opened.set(name, opening);
      try {
        return await opening;
      } catch (error) {
        opened.delete(name);
        throw new QueueUnavailableError(error);
      }
    },
    async close() {
      const queues = await Promise.allSettled(opened.values());
      await Promise.all(queues.flatMap((queue) => (queue.status === 'fulfilled' ? [queue.value.close()] : [])));
    },
  };
}
