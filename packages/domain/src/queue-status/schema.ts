import { z } from 'zod';

/** How a queue stands, read live from Redis. */
export const QueueStatus = z.object({
  name: z.string(),
  paused: z.boolean().describe('Paused by an operator: jobs are accepted, and wait'),
  pausedAt: z.iso.datetime().nullable().describe('Null when it is not paused, or when that is not known'),
  pausedBy: z.string().nullable().describe('The name of who paused it, null as above'),
  depth: z.object({
    waiting: z.int().describe('May run now'),
    active: z.int().describe('A worker is at it'),
    delayed: z.int().describe('Wait for their time'),
  }),
  oldestWaitingMs: z.int().nullable().describe('How long the oldest job that may run has waited, in milliseconds; null when none waits'),
  perMinute: z
    .object({ completed: z.number(), failed: z.number() })
    .describe('Jobs that ended, per minute, over the last five full minutes'),
  workers: z.int().describe('Worker processes that serve it'),
});
export type QueueStatus = z.infer<typeof QueueStatus>;

export const QueueStatusList = z.object({ items: z.array(QueueStatus) });
export type QueueStatusList = z.infer<typeof QueueStatusList>;
