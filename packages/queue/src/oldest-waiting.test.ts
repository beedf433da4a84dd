import { expect, it } from 'vitest';
import { runnableSince, type WaitingJob } from './oldest-waiting.ts';

const fresh: WaitingJob = { timestamp: 1_000, attemptsMade: 0, opts: {}, progress: 0 };
const backoff = { type: 'exponential', delay: 400, jitter: 0.5 };

it.each<[string, WaitingJob, number]>([
  ['was enqueued', fresh, 1_000],
  ['was due', { ...fresh, opts: { delay: 5_000 } }, 6_000],
  ['was taken by a worker that died', { ...fresh, processedOn: 9_000 }, 9_000],
  ['had slept for as long as it was put off', { ...fresh, processedOn: 9_000, progress: 50_000 }, 50_000],
  ['had paused after its first failure', { ...fresh, processedOn: 9_000, attemptsMade: 1, opts: { backoff } }, 9_200],
  ['had paused after its third failure', { ...fresh, processedOn: 9_000, attemptsMade: 3, opts: { backoff } }, 9_800],
  ['had paused for a fixed time', { ...fresh, processedOn: 9_000, attemptsMade: 1, opts: { backoff: 300 } }, 9_300],
])('a job waits since it %s', (_since, job, expected) => {
  expect(runnableSince(job)).toBe(expected);
});
