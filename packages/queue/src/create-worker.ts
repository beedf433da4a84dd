import '@carillon/domain/words';
import { sayIssues } from '@carillon/domain';
import { DelayedError, UnrecoverableError, Worker, type Job } from 'bullmq';
import { z } from 'zod';
import type { Redis } from './connection.ts';
import { parseEnvelope, type JobDefinition, type QueueName } from './define-job.ts';
import { RetryAt, UnreadableJobError } from './job-errors.ts';
import { putOff } from './oldest-waiting.ts';

/** What a handler is told about the job it runs. */
export interface JobContext {
  jobId: string;
  requestId: string | null;
  /** From 1; counts tries that ended in an unexpected error. */
  attempt: number;
  /** Aborts when the process is asked to stop and the deadline for running work nears. */
  signal: AbortSignal | undefined;
}

/** What a job came to: worth a line in the log. */
export type JobResult = { outcome: string; reason?: string };

interface BoundJob {
  name: string;
  run(data: unknown, context: Omit<JobContext, 'requestId'>): Promise<JobResult>;
}

/** Ties a handler to its definition: the payload is parsed again before the handler sees it. */
export function bindJob<Payload extends z.ZodType>(
  definition: JobDefinition<string, Payload>,
  run: (payload: z.infer<Payload>, context: JobContext) => Promise<JobResult>,
): BoundJob {
  return {
    name: definition.name,
    run(data, context) {
      const { requestId, payload } = readJob(definition, data);
      return run(payload, { ...context, requestId });
    },
  };
}

function readJob<Payload extends z.ZodType>(definition: JobDefinition<string, Payload>, data: unknown) {
  try {
    return parseEnvelope(definition, data);
  } catch (error) {
    const problems = error instanceof z.ZodError ? sayIssues(error.issues) : String(error);
    throw new UnreadableJobError(`The content of the job does not fit ${definition.name}. ${problems}`);
  }
}

/** A job that ended without a result and will not run again. */
export interface DeadLetter {
  queue: QueueName;
  jobName: string;
  jobId: string;
  data: unknown;
  reason: string;
  attempts: number;
  failedAt: Date;
}

/** A crashed worker's jobs are taken up again when their lock has run out, and somebody has looked; handlers find out themselves how far it had come. */
export const LOCK_MS = 15_000;
export const STALLED_LOOK_MS = 5_000;

export interface WorkerOptions {
  queue: QueueName;
  client: Redis;
  prefix: string;
  concurrency: number;
  jobs: readonly BoundJob[];
  onDeadLetter(letter: DeadLetter): Promise<void>;
  on: {
    finished(job: { name: string; jobId: string; result: JobResult; durationMs: number }): void;
    failed(job: { name: string; jobId: string; error: Error; final: boolean }): void;
    error(error: Error): void;
  };
}

/** Takes jobs of one queue until it is closed. `close` stops taking and waits for what runs. */
export function createWorker(options: WorkerOptions): { close(force?: boolean): Promise<void> } {
  const byName = new Map(options.jobs.map((job) => [job.name, job]));
  const kept = new WeakSet<Job>();
  const keeping = new Set<Promise<void>>();

  const worker = new Worker<unknown, JobResult>(
    options.queue,
    async (job, token, signal) => {
      const bound = byName.get(job.name);
      try {
        if (bound === undefined) throw new UnreadableJobError(`No handler here is called ${job.name}: is this worker older than who enqueued it?`);
        return await bound.run(job.data, { jobId: job.id ?? '', attempt: job.attemptsMade + 1, signal });
      } catch (error) {
        if (error instanceof RetryAt && token !== undefined) {
          await putOff(job, error.at.getTime(), token);
          throw new DelayedError();
        }
        if (isFinal(job, error)) {
          await keepDeadLetter(options, job, token, error);
          kept.add(job);
        }
        if (error instanceof UnreadableJobError) throw new UnrecoverableError(error.message);
        throw error;
      }
    },
    {
      connection: options.client,
      prefix: options.prefix,
      concurrency: options.concurrency,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_LOOK_MS,
      maxStalledCount: 5,
      // What dashboards are told of a queue's rate: one number per minute.
      metrics: { maxDataPoints: 60 },
    },
  );

  worker.on('completed', (job, result) => options.on.finished({ name: job.name, jobId: job.id ?? '', result, durationMs: (job.finishedOn ?? 0) - (job.processedOn ?? 0) }));
  worker.on('failed', (job, error) => {
    if (job === undefined) return;
    const final = job.finishedOn !== undefined;
    options.on.failed({ name: job.name, jobId: job.id ?? '', error, final });
    if (final && !kept.has(job)) keepEnded(job, error);
  });
  worker.on('error', options.on.error);
  return {
    async close(force) {
      await worker.close(force);
      await Promise.all(keeping);
    },
  };

  /** A job that took its worker down with it too often is ended by BullMQ, without being run once more. */
  function keepEnded(job: Job, error: Error): void {
    const done = options.onDeadLetter(toDeadLetter(options.queue, job, error)).catch(options.on.error).finally(() => keeping.delete(done));
    keeping.add(done);
  }
}

/** A job whose dead letter could not be written down comes back after this: mostly the store is away, and with it back the job may well succeed. */
const UNWRITTEN_MS = 10_000;

/** A dead letter that can not be written down must not be lost: then the job stays. */
async function keepDeadLetter(options: WorkerOptions, job: Job, token: string | undefined, error: unknown): Promise<void> {
  try {
    await options.onDeadLetter(toDeadLetter(options.queue, job, error));
  } catch (writeError) {
    options.on.error(writeError instanceof Error ? writeError : new Error(String(writeError)));
    await putOff(job, Date.now() + UNWRITTEN_MS, token);
    throw new DelayedError();
  }
}

function isFinal(job: Job, error: unknown): boolean {
  return error instanceof UnreadableJobError || job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
}

function toDeadLetter(queue: QueueName, job: Job, error: unknown): DeadLetter {
  return {
    queue,
    jobName: job.name,
    jobId: job.id ?? '',
    data: job.data,
    reason: error instanceof Error ? error.message : String(error),
    attempts: job.attemptsMade + 1,
    failedAt: new Date(),
  };
}
