import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { createRedisClient, waitUntilReady, type Redis } from './connection.ts';
import { defineJob } from './define-job.ts';
import { createJobQueue, type JobQueue } from './enqueue.ts';
import { createQueueControl, type QueueControl } from './queue-control.ts';

const greet = defineJob({ name: 'test.greet', queue: 'payment', payload: z.strictObject({ who: z.string() }), attempts: 1, backoffMs: 1, jobId: ({ who }) => `greet_${who}` });
let command: Redis;
let queue: JobQueue;
let control: QueueControl;

beforeEach(async () => {
  const prefix = `test-${randomUUID()}`;
  command = createRedisClient({ url: inject('redisUrl'), role: 'command', onError: () => undefined });
  await waitUntilReady(command, 10_000);
  queue = createJobQueue({ client: command, prefix });
  control = createQueueControl({ client: command, prefix });
});
afterEach(async () => {
  await Promise.all([queue.close(), control.close()]);
  command.disconnect();
});

const wanted = (requestId: string, names: readonly string[], delayMs?: number) => queue.enqueueEach(greet, names.map((who) => ({ payload: { who }, requestId, ...(delayMs === undefined ? {} : { delayMs }) })));
const depth = async () => (await control.status('payment', new Date())).depth;

it('tells which jobs are new, and which were there, for whom', async () => {
  expect(await wanted('run_1', ['ada', 'bob'])).toEqual([{ isNew: true }, { isNew: true }]);
  expect(await wanted('run_2', ['bob', 'eve', 'eve'])).toEqual([{ isNew: false, requestId: 'run_1' }, { isNew: true }, { isNew: false, requestId: 'run_2' }]);
  expect(await wanted('run_2', [])).toEqual([]);
  expect(await depth()).toEqual({ waiting: 3, active: 0, delayed: 0 });
});

it('knows a job that sleeps, and one that nobody asked for by name', async () => {
  await wanted('run_1', ['ada'], 60_000);
  await queue.enqueue(greet, { payload: { who: 'bob' } });
  expect(await wanted('run_2', ['ada', 'bob'])).toEqual([{ isNew: false, requestId: 'run_1' }, { isNew: false, requestId: null }]);
});

it('of ten who want the same hundred at once, each job is new to one', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `user-${index}`);
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => wanted(`run_${index}`, names)));
  expect(answers.flat().filter(({ isNew }) => isNew)).toHaveLength(100);
  const claims = answers.map((run, index) => run.map((answer) => (answer.isNew ? `run_${index}` : answer.requestId)));
  expect(new Set(claims.map((owners) => owners.join(','))).size).toBe(1);
});
