import type { Job, Queue } from 'bullmq';

export interface WaitingJob {
  /** When it was enqueued, in epoch milliseconds as all times here. */
  timestamp: number;
  /** When a worker last took it. */
  processedOn?: number | undefined;
  attemptsMade: number;
  opts: { delay?: number | undefined; backoff?: number | { delay?: number | undefined; jitter?: number | undefined } | undefined };
  /** Until when a worker put it off ({@link putOff}). */
  progress: unknown;
}

/**
 * Since when a job that waits could have run. BullMQ forgets how long a job slept as soon as it has slept: it is what it was enqueued with, what it
 * was put off by, or the pause after a failure, of which the shortest is taken.
 */
export function runnableSince({ timestamp, processedOn = 0, attemptsMade, opts, progress }: WaitingJob): number {
  const { delay = 0, jitter = 0 } = typeof opts.backoff === 'object' ? opts.backoff : { delay: opts.backoff };
  const pause = attemptsMade === 0 ? 0 : delay * 2 ** (attemptsMade - 1) * (1 - jitter);
  return Math.max(timestamp + (opts.delay ?? 0), processedOn + pause, typeof progress === 'number' ? progress : 0);
}

/** Lets a job sleep until `at`, without an attempt being counted, and keeps with it until when. */
export async function putOff(job: Job, at: number, token: string | undefined): Promise<void> {
  // One after the other on one connection: together they take one round trip.
  await Promise.all([job.updateProgress(at), job.moveToDelayed(at, token)]);
}

/** Milliseconds the oldest job that may run has waited for a worker; null when none waits. */
export async function oldestWaitingMs(queue: Queue, now: Date): Promise<number | null> {
  const [waiting, prioritized] = await Promise.all([queue.getJobs(['waiting'], 0, 0, true), queue.getJobs(['prioritized'], 0, 0, true)]);
  const starts = [...waiting, ...prioritized].map(runnableSince);
  return starts.length === 0 ? null : Math.max(0, now.getTime() - Math.min(...starts));
}
