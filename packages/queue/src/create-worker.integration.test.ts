import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { z } from 'zod';
import { createRedisClient, type Redis } from './connection.ts';
import { bindJob, createWorker, type DeadLetter, type JobContext, type JobResult } from './create-worker.ts';
import { defineJob } from './define-job.ts';
import { createJobQueue, type JobQueue } from './enqueue.ts';
import { RetryAt } from './job-errors.ts';

const greet = defineJob({ name: 'test.greet', queue: 'notification', payload: z.strictObject({ who: z.string() }), attempts: 3, backoffMs: 1, jobId: ({ who }) => `greet_${who}` });
const ignore = () => undefined;

let prefix: string;
let command: Redis;
let blocking: Redis;
let queue: JobQueue;
let letters: DeadLetter[];
const closing: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  prefix = `test-${randomUUID()}`;
  command = createRedisClient({ url: inject('redisUrl'), role: 'command', onError: ignore });
  blocking = createRedisClient({ url: inject('redisUrl'), role: 'blocking', onError: ignore });
  queue = createJobQueue({ client: command, prefix });
  letters = [];
});

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  await queue.close();
  command.disconnect();
  blocking.disconnect();
});

function startWorker(run: (payload: { who: string }, context: JobContext) => Promise<JobResult>, onDeadLetter = async (letter: DeadLetter) => void letters.push(letter)) {
  const finished: JobResult[] = [];
  const worker = createWorker({
    queue: 'notification', client: blocking, prefix, concurrency: 4, jobs: [bindJob(greet, run)], onDeadLetter,
    on: { finished: ({ result }) => finished.push(result), failed: ignore, error: ignore },
  });
  closing.push(() => worker.close(true));
  return finished;
}

const ready = () => vi.waitFor(() => expect(command.status).toBe('ready'), { timeout: 20_000 });

it('a job arrives with its payload and the request it came from', async () => {
  const seen = vi.fn(async (_payload: unknown, _context: JobContext) => ({ outcome: 'sent' }));
  startWorker(seen);
  await ready();
  await queue.enqueue(greet, { payload: { who: 'ada' }, requestId: 'req-1' });
  await vi.waitFor(() => expect(seen).toHaveBeenCalledExactlyOnceWith({ who: 'ada' }, expect.objectContaining({ requestId: 'req-1', jobId: 'greet_ada', attempt: 1 })), { timeout: 20_000 });
});

it('the same job asked for twice while it waits runs once', async () => {
  await ready();
  await queue.enqueueBulk(greet, [{ payload: { who: 'ada' } }, { payload: { who: 'ada' } }, { payload: { who: 'bob' } }]);
  const finished = startWorker(async ({ who }) => ({ outcome: who }));
  await vi.waitFor(() => expect(finished.map(({ outcome }) => outcome).toSorted()).toEqual(['ada', 'bob']), { timeout: 20_000 });
});

it('a finished job frees its id for the next one', async () => {
  const finished = startWorker(async () => ({ outcome: 'sent' }));
  await ready();
  await queue.enqueue(greet, { payload: { who: 'ada' } });
  await vi.waitFor(() => expect(finished).toHaveLength(1), { timeout: 20_000 });
  await vi.waitFor(async () => {
    await queue.enqueue(greet, { payload: { who: 'ada' } });
    expect(finished).toHaveLength(2);
  }, { timeout: 20_000 });
});

it('a payload that does not fit is refused before it reaches Redis', async () => {
  await ready();
  await expect(queue.enqueue(greet, { payload: { who: 7 } as never })).rejects.toThrow(/must be text/);
});

it('a payload that does not fit becomes a dead letter with a readable reason, and is never run', async () => {
  const run = vi.fn(async () => ({ outcome: 'sent' }));
  startWorker(run);
  const raw = new Queue('notification', { connection: command, prefix });
  closing.push(() => raw.close());
  await raw.add('test.greet', { requestId: null, payload: { who: 7 } }, { jobId: 'bad', attempts: 3 });
  await vi.waitFor(() => expect(letters).toMatchObject([{ jobId: 'bad', jobName: 'test.greet', attempts: 1, reason: expect.stringContaining('Who must be text.') }]), { timeout: 20_000 });
  expect(run).not.toHaveBeenCalled();
});

it('a job whose name nobody knows becomes a dead letter that says so', async () => {
  startWorker(async () => ({ outcome: 'sent' }));
  const raw = new Queue('notification', { connection: command, prefix });
  closing.push(() => raw.close());
  await raw.add('test.unheard-of', {}, { jobId: 'odd' });
  await vi.waitFor(() => expect(letters[0]?.reason).toContain('No handler here is called test.unheard-of'), { timeout: 20_000 });
});

it('an unexpected error is tried again, and is a dead letter only at the last attempt', async () => {
  const run = vi.fn(async () => Promise.reject(new Error('database away')));
  startWorker(run);
  await ready();
  await queue.enqueue(greet, { payload: { who: 'ada' } });
  await vi.waitFor(() => expect(letters).toMatchObject([{ jobId: 'greet_ada', attempts: 3, reason: 'database away' }]), { timeout: 5_000 });
  expect(run).toHaveBeenCalledTimes(3);
});

it('a handler that asks to come back later does, without using up an attempt', async () => {
  const attempts: number[] = [];
  startWorker(async (_payload, { attempt }) => {
    attempts.push(attempt);
    if (attempts.length < 4) throw new RetryAt(new Date(Date.now() + 5), 'not yet');
    return { outcome: 'sent' };
  });
  await ready();
  await queue.enqueue(greet, { payload: { who: 'ada' } });
  await vi.waitFor(() => expect(attempts).toEqual([1, 1, 1, 1]), { timeout: 5_000 });
  expect(letters).toEqual([]);
});

it('a job that took its worker down too often becomes a dead letter, though it is not run again', async () => {
  await ready();
  await queue.enqueue(greet, { payload: { who: 'ada' } });
  // As BullMQ notes it when the lock of a job has run out once more than it may.
  await command.hset(`${prefix}:notification:greet_ada`, 'defa', 'job stalled more than allowable limit');
  const run = vi.fn(async () => ({ outcome: 'sent' }));
  startWorker(run);
  await vi.waitFor(() => expect(letters).toMatchObject([{ jobName: 'test.greet', jobId: 'greet_ada', reason: 'job stalled more than allowable limit' }]), { timeout: 20_000 });
  expect(run).not.toHaveBeenCalled();
});

it('a dead letter that can not be written down stays a job', async () => {
  startWorker(async () => Promise.reject(new Error('no')), async () => Promise.reject(new Error('database away')));
  await ready();
  await queue.enqueue(greet, { payload: { who: 'ada' } });
  const jobs = new Queue('notification', { connection: command, prefix });
  closing.push(() => jobs.close());
  await vi.waitFor(async () => expect(await jobs.getJobCounts('delayed', 'failed', 'active')).toEqual({ delayed: 1, failed: 0, active: 0 }), { timeout: 5_000 });
});

it('enqueueing fails at once while Redis is away', async () => {
  const nowhere = createRedisClient({ url: 'redis://127.0.0.1:1', role: 'command', onError: ignore });
  const cut = createJobQueue({ client: nowhere, prefix });
  await expect(cut.enqueue(greet, { payload: { who: 'ada' } })).rejects.toThrow('Redis can not be reached');
  nowhere.disconnect();
});

it('the age of the oldest waiting job is told, and null when none waits', async () => {
  await ready();
  expect(await queue.oldestWaitingAgeMs('notification', new Date())).toBeNull();
  await queue.enqueue(greet, { payload: { who: 'ada' }, priority: 5 });
  expect(await queue.oldestWaitingAgeMs('notification', new Date(Date.now() + 60_000))).toBeGreaterThanOrEqual(60_000);
});

describe('a job that slept waits since it could have run, and not since it was enqueued', () => {
  const runs: Record<string, () => Promise<JobResult>> = {};
  const held: (() => void)[] = [];
  const hold = () => new Promise<JobResult>((resolve) => held.push(() => resolve({ outcome: 'sent' })));

  /** One worker that has a job in its hands, takes another when `due` is over, and finds on the way that ada's has slept enough. */
  async function letAdaWait(due: number): Promise<void> {
    await vi.waitFor(() => expect([held.length, Date.now()]).toEqual([1, expect.toSatisfy((now: number) => now > due)]), { timeout: 20_000 });
    held[0]?.();
    await vi.waitFor(() => expect(held).toHaveLength(2), { timeout: 20_000 });
  }

  beforeEach(async () => {
    held.length = 0;
    Object.assign(runs, { ada: hold, bob: hold, eve: hold });
    const worker = createWorker({
      queue: 'notification', client: blocking, prefix, concurrency: 1, jobs: [bindJob(greet, async ({ who }) => runs[who]?.() ?? { outcome: 'nobody' })],
      onDeadLetter: async () => undefined, on: { finished: ignore, failed: ignore, error: ignore },
    });
    closing.push(() => worker.close(true));
    await ready();
  });

  it('by its own wish', async () => {
    const enqueuedAt = Date.now();
    await queue.enqueueBulk(greet, [{ payload: { who: 'ada' }, delayMs: 500 }, { payload: { who: 'bob' } }, { payload: { who: 'eve' } }]);
    await letAdaWait(enqueuedAt + 1_000);
    const age = await queue.oldestWaitingAgeMs('notification', new Date(enqueuedAt + 60_000));
    expect(age).toBeLessThanOrEqual(59_500);
    expect(age).toBeGreaterThan(58_000);
  });

  it('because a worker put it off', async () => {
    const at = new Date(Date.now() + 1_000);
    runs['ada'] = vi.fn(async () => Promise.reject(new RetryAt(at, 'quiet hours')));
    await queue.enqueue(greet, { payload: { who: 'ada' } });
    await vi.waitFor(() => expect(runs['ada']).toHaveBeenCalled(), { timeout: 20_000 });
    await queue.enqueueBulk(greet, [{ payload: { who: 'bob' } }, { payload: { who: 'eve' } }]);
    await letAdaWait(at.getTime() + 100);
    expect(await queue.oldestWaitingAgeMs('notification', new Date(at.getTime() + 60_000))).toBe(60_000);
  });
});

it('a job that a clock ahead put to sleep for an hour is woken, and one that waits for a minute is left alone', async () => {
  await ready();
  await queue.enqueueBulk(greet, [{ payload: { who: 'ada' }, delayMs: 3_600_000 }, { payload: { who: 'bob' }, delayMs: 60_000 }]);
  const everybody = ['ada', 'bob', 'eve'].map((who) => ({ who }));
  expect(await queue.wakeOverslept(greet, everybody, new Date())).toBe(1);
  const jobs = new Queue('notification', { connection: command, prefix });
  closing.push(() => jobs.close());
  expect(await jobs.getJobCounts('waiting', 'delayed')).toEqual({ waiting: 1, delayed: 1 });
  expect(await queue.wakeOverslept(greet, everybody, new Date())).toBe(0);
});
