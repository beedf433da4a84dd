import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, inject, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { createRedisClient, waitUntilReady, type Redis } from './connection.ts';
import { bindJob, createWorker } from './create-worker.ts';
import { defineJob } from './define-job.ts';
import { createJobQueue, type JobQueue } from './enqueue.ts';
import { createQueueControl, type QueueControl } from './queue-control.ts';

const greet = defineJob({ name: 'test.greet', queue: 'payment', payload: z.strictObject({ who: z.string() }), attempts: 1, backoffMs: 1, jobId: ({ who }) => `greet_${who}` });
const ignore = () => undefined;

let prefix: string;
let command: Redis;
let queue: JobQueue;
let control: QueueControl;

beforeEach(async () => {
  prefix = `test-${randomUUID()}`;
  command = createRedisClient({ url: inject('redisUrl'), role: 'command', onError: ignore });
  await waitUntilReady(command, 10_000);
  queue = createJobQueue({ client: command, prefix });
  control = createQueueControl({ client: command, prefix });
});

afterEach(async () => {
  await Promise.all([queue.close(), control.close()]);
  command.disconnect();
});

function startWorker(): string[] {
  const blocking = createRedisClient({ url: inject('redisUrl'), role: 'blocking', onError: ignore });
  const greeted: string[] = [];
  const run = async ({ who }: { who: string }) => {
    greeted.push(who);
    return { outcome: 'greeted' };
  };
  const worker = createWorker({ queue: 'payment', client: blocking, prefix, concurrency: 1, jobs: [bindJob(greet, run)], onDeadLetter: async () => undefined, on: { finished: ignore, failed: ignore, error: ignore } });
  onTestFinished(async () => {
    await worker.close(true);
    blocking.disconnect();
  });
  return greeted;
}

it('tells what waits, since when, and that nobody is there', async () => {
  await queue.enqueueBulk(greet, [{ payload: { who: 'ada' } }, { payload: { who: 'bob' }, priority: 5 }, { payload: { who: 'eve' }, delayMs: 60_000 }]);
  const status = await control.status('payment', new Date(Date.now() + 5_000));
  expect(status).toEqual({ name: 'payment', paused: false, pausedAt: null, pausedBy: null, depth: { waiting: 2, active: 0, delayed: 1 }, oldestWaitingMs: expect.any(Number), perMinute: { completed: 0, failed: 0 }, workers: 0 });
  expect(status.oldestWaitingMs).toBeGreaterThanOrEqual(4_000);
});

it('counts the workers, and what they have done once its minute is over', async () => {
  startWorker();
  await queue.enqueueBulk(greet, ['ada', 'bob', 'eve'].map((who) => ({ payload: { who } })));
  await vi.waitFor(async () => expect(await control.status('payment', new Date())).toMatchObject({ workers: 1, depth: { waiting: 0, active: 0 } }), { timeout: 20_000 });
  expect((await control.status('payment', new Date(Date.now() + 60_000))).perMinute).toEqual({ completed: 3 / 5, failed: 0 });
});

it('a paused queue takes jobs and lets them wait until it is resumed', async () => {
  await control.pause('payment', { at: new Date('2026-03-01T09:00:00Z'), by: 'Ada' });
  const greeted = startWorker();
  await vi.waitFor(async () => expect((await control.status('payment', new Date())).workers).toBe(1), { timeout: 20_000 });
  await queue.enqueue(greet, { payload: { who: 'ada' } });
  expect(await control.status('payment', new Date())).toMatchObject({ paused: true, depth: { waiting: 1, active: 0 } });
  expect(greeted).toEqual([]);
  await control.resume('payment');
  await vi.waitFor(() => expect(greeted).toEqual(['ada']), { timeout: 20_000 });
  expect((await control.status('payment', new Date())).paused).toBe(false);
});

it('remembers who paused a queue first, until it is resumed', async () => {
  await control.pause('user', { at: new Date('2026-03-01T09:00:00Z'), by: 'Ada' });
  await control.pause('user', { at: new Date('2026-03-01T10:00:00Z'), by: 'Bob' });
  expect(await control.status('user', new Date())).toMatchObject({ paused: true, pausedAt: '2026-03-01T09:00:00.000Z', pausedBy: 'Ada' });
  expect(await control.status('payment', new Date())).toMatchObject({ paused: false, pausedAt: null, pausedBy: null });
  await control.resume('user');
  expect(await control.status('user', new Date())).toMatchObject({ paused: false, pausedAt: null, pausedBy: null });
  await control.pause('user', { at: new Date('2026-03-01T11:00:00Z'), by: 'Bob' });
  expect(await control.status('user', new Date())).toMatchObject({ pausedAt: '2026-03-01T11:00:00.000Z', pausedBy: 'Bob' });
});
