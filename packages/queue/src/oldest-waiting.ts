import type { Queue } from 'bullmq';

/** Milliseconds the oldest job that may run has waited for a worker; null when none waits. */
export async function oldestWaitingMs(queue: Queue, now: Date): Promise<number | null> {
  const [waiting, prioritized] = await Promise.all([queue.getJobs(['waiting'], 0, 0, true), queue.getJobs(['prioritized'], 0, 0, true)]);
  const starts = [...waiting, ...prioritized].map((job) => job.timestamp + job.delay);
  return starts.length === 0 ? null : Math.max(0, now.getTime() - Math.min(...starts));
}
