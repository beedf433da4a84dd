import { groupCalls } from '@carillon/domain';
import type { z } from 'zod';
import { addEach, type Enqueued, type QueuedJob } from './add-each.ts';
import type { Redis } from './connection.ts';
import { parseEnvelope, type JobDefinition, type QueueName } from './define-job.ts';
import { oldestWaitingMs } from './oldest-waiting.ts';
import { createQueueHandles } from './queue-handles.ts';

export interface EnqueueOptions {
  /** Milliseconds until the job may run. */
  delayMs?: number;
  /** 0 runs first; larger numbers later. */
  priority?: number;
  requestId?: string | null;
}

export interface JobRequest<Payload> extends EnqueueOptions {
  payload: Payload;
}

export interface JobQueue {
  /** Adds a job unless one with its id exists. Rejects when Redis can not be reached, or the payload does not fit the definition. */
  enqueue<Payload extends z.ZodType>(definition: JobDefinition<string, Payload>, request: JobRequest<z.infer<Payload>>): Promise<void>;
  /** The same for many, in one round trip; at most a few thousand at a time. */
  enqueueBulk<Payload extends z.ZodType>(definition: JobDefinition<string, Payload>, requests: readonly JobRequest<z.infer<Payload>>[]): Promise<void>;
  /** The same, and answers for each, in their order, whether its job is new. */
  enqueueEach<Payload extends z.ZodType>(definition: JobDefinition<string, Payload>, requests: readonly JobRequest<z.infer<Payload>>[]): Promise<Enqueued[]>;
  /**
   * Lets those of these jobs run now that sleep for much longer than anything here waits for: the clock of whoever put them to sleep was
   * ahead. Only for jobs that find out themselves whether their time has come. Answers how many.
   */
  wakeOverslept<Payload extends z.ZodType>(definition: JobDefinition<string, Payload>, payloads: readonly z.infer<Payload>[], now: Date): Promise<number>;
  /** Milliseconds the oldest waiting job of a queue has waited; null when none waits. */
  oldestWaitingAgeMs(queue: QueueName, now: Date): Promise<number | null>;
  close(): Promise<void>;
}

/**
 * Opens the producing side. The client should be of role `command`: then a call fails at once while Redis is away, with
 * `QueueUnavailableError` or the connection's own error, and works again as soon as Redis is back.
 */
export function createJobQueue(options: { client: Redis; prefix: string }): JobQueue {
  const { open, close } = createQueueHandles(options);
  const adders = new Map<QueueName, (job: QueuedJob) => Promise<void>>();

  /** Jobs that are wanted at the same time go to Redis in one round trip. */
  function addTo(name: QueueName): (job: QueuedJob) => Promise<void> {
    const add = groupCalls<QueuedJob, undefined>({
      most: MOST_TOGETHER,
      async run(jobs) {
        const queue = await open(name);
        await queue.addBulk([...jobs]);
        return jobs.map(() => undefined);
      },
    });
    adders.set(name, add);
    return add;
  }

  return {
    async enqueue(definition, request) {
      await (adders.get(definition.queue) ?? addTo(definition.queue))(toJob(definition, request));
    },
    async enqueueBulk(definition, requests) {
      if (requests.length === 0) return;
      const jobs = requests.map((request) => toJob(definition, request));
      const queue = await open(definition.queue);
      await queue.addBulk(jobs);
    },
    async enqueueEach(definition, requests) {
      if (requests.length === 0) return [];
      const jobs = requests.map((request) => toJob(definition, request));
      return addEach(await open(definition.queue), jobs);
    },
    async wakeOverslept(definition, payloads, now) {
      if (payloads.length === 0) return 0;
      const queue = await open(definition.queue);
      const ids = payloads.map((payload) => definition.jobId(payload));
      const until = await options.client.zmscore(queue.toKey('delayed'), ...ids);
      const overslept = ids.filter((_id, index) => Number(until[index] ?? 0) / PER_MILLISECOND > now.getTime() + OVERSLEPT_MS);
      const jobs = await Promise.all(overslept.map((id) => queue.getJob(id)));
      // One that does not sleep any more has been woken by somebody else.
      const woken = await Promise.allSettled(jobs.flatMap((job) => (job === undefined ? [] : [job.promote()])));
      return woken.filter(({ status }) => status === 'fulfilled').length;
    },
    oldestWaitingAgeMs: async (name, now) => oldestWaitingMs(await open(name), now),
    close,
  };
}

const MOST_TOGETHER = 500;
/** Longer than the pause after a job's last failure but one. */
const OVERSLEPT_MS = 300_000;
/** BullMQ orders jobs that sleep by so many places for each millisecond. */
const PER_MILLISECOND = 0x1000;

function toJob<Payload extends z.ZodType>(definition: JobDefinition<string, Payload>, request: JobRequest<z.infer<Payload>>): QueuedJob {
  const data = parseEnvelope(definition, { requestId: request.requestId ?? null, payload: request.payload });
  return {
    name: definition.name,
    data,
    opts: {
      jobId: definition.jobId(request.payload),
      attempts: definition.attempts,
      backoff: { type: 'exponential', delay: definition.backoffMs, jitter: 0.5 },
      // A finished job frees its id at once: the log is the record, and an operator's retry uses the same id again.
      removeOnComplete: true,
      removeOnFail: true,
      ...(request.delayMs === undefined || request.delayMs <= 0 ? {} : { delay: request.delayMs }),
      ...(request.priority === undefined ? {} : { priority: request.priority }),
    },
  };
}
