import { QueueStatus, QueueStatusList } from '@carillon/domain';
import { queueNames } from '@carillon/queue';
import { z } from 'zod';
import { askRedis } from '../data-services/ask-redis.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { pauseQueue, resumeQueue, type QueuesDeps } from './pause-queue.ts';

const tag = 'Queues';
const base = '/api/v1/queues';
const byName = z.strictObject({ name: z.enum(queueNames) });

export function createQueuesRouter(deps: QueuesDeps): Route[] {
  return [
    defineRoute({
      method: 'get', path: base, operation: 'listQueues', tag, summary: 'How every queue stands right now', access: 'queues:read',
      request: {},
      response: QueueStatusList,
      handle: async () => ({ body: { items: await askRedis(() => Promise.all(queueNames.map((name) => deps.queueControl.status(name, deps.clock.now())))) } }),
    }),
    defineRoute({
      method: 'post', path: `${base}/:name/pause`, operation: 'pauseQueue', tag, summary: 'Let the jobs of a queue wait', access: 'queues:write',
      description: 'Holds for all workers, and across restarts, until it is resumed. Jobs that are running end; new ones are accepted.',
      request: { params: byName },
      response: QueueStatus,
      handle: async (context, { params: { name } }) => ({ body: await pauseQueue(deps, context, name) }),
    }),
    defineRoute({
      method: 'post', path: `${base}/:name/resume`, operation: 'resumeQueue', tag, summary: 'Let the jobs of a queue run again', access: 'queues:write',
      request: { params: byName },
      response: QueueStatus,
      handle: async (context, { params: { name } }) => ({ body: await resumeQueue(deps, context, name) }),
    }),
  ];
}
