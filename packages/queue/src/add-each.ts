import { Job, type JobsOptions, type Queue } from 'bullmq';
import { z } from 'zod';

export interface QueuedJob {
  name: string;
  data: unknown;
  opts: JobsOptions & { jobId: string };
}

/** What became of one that was to be enqueued: its job is new, or one with its id was there, for the request that it bears. */
export type Enqueued = { isNew: true } | { isNew: false; requestId: string | null };

const Stored = z.object({ data: z.string() });
const Asked = z.object({ requestId: z.string().nullable() });

/**
 * Adds those jobs that are not there yet, and answers for each whether it was. BullMQ answers both cases alike; so each job is looked for
 * right before it is added, all in one transaction: nobody adds or ends one in between.
 */
export async function addEach(queue: Queue, jobs: readonly QueuedJob[]): Promise<Enqueued[]> {
  const client = await queue.backend.client;
  const transaction = client.multi();
  const adding = jobs.map(({ name, data, opts }) => {
    transaction.hgetall(queue.toKey(opts.jobId));
    return new Job(queue, name, data, opts, opts.jobId).addJob(transaction);
  });
  const answers = (await transaction.exec()) ?? [];
  await Promise.all(adding);
  const failure = answers.find(([error]) => error !== null)?.[0];
  if (failure !== undefined && failure !== null) throw failure;
  return jobs.map((_job, index) => toEnqueued(answers[2 * index]?.[1]));
}

/** `stored`: the hash of a job, empty where there was none. */
function toEnqueued(stored: unknown): Enqueued {
  const job = Stored.safeParse(stored);
  if (!job.success) return { isNew: true };
  const asked = Asked.safeParse(JSON.parse(job.data.data));
  return { isNew: false, requestId: asked.data?.requestId ?? null };
}
