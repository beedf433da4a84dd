import type { LiveEvent } from '@carillon/domain';
import { expect, it } from 'vitest';
import { pauseQueue, resumeQueue, type QueuesDeps } from './pause-queue.ts';

const context = { actor: { requester: { kind: 'operator', id: 'op_1', name: 'Ada' } }, requestId: 'r-1', ip: null } as never;
const away = () => Promise.reject(new Error('Redis is away'));

function world(control: Partial<QueuesDeps['queueControl']>) {
  const told: LiveEvent[] = [];
  const outcomes: string[] = [];
  const deps: QueuesDeps = {
    queueControl: { status: away, pause: async () => undefined, resume: async () => undefined, ...control },
    audit: {
      async record(_context, _change, perform) {
        const outcome = await perform().then((result) => ({ result, said: 'done' }), (error: unknown) => ({ error, said: 'refused' }));
        outcomes.push(outcome.said);
        if ('error' in outcome) throw outcome.error;
        return outcome.result;
      },
    },
    clock: { now: () => new Date(0) },
    tell: (event) => void told.push(event),
  };
  return { deps, told, outcomes };
}

it.each([
  ['paused', pauseQueue, true, 'The queue payment is paused'],
  ['resumed', resumeQueue, false, 'The queue payment runs again'],
])('a queue that was %s is told, and written down as done, when only the look at it fails', async (_title, act, paused, said) => {
  const { deps, told, outcomes } = world({});
  await expect(act(deps, context, 'payment')).rejects.toMatchObject({ code: 'dependency-unavailable', message: expect.stringContaining(said) });
  expect([told, outcomes]).toEqual([[{ type: 'queue.changed', name: 'payment', paused }], ['done']]);
});

it.each([
  ['paused', pauseQueue],
  ['resumed', resumeQueue],
])('nothing is told of a queue that could not be %s', async (_title, act) => {
  const { deps, told, outcomes } = world({ pause: away, resume: away });
  await expect(act(deps, context, 'payment')).rejects.toMatchObject({ code: 'dependency-unavailable', message: expect.stringContaining('Nothing was changed.') });
  expect([told, outcomes]).toEqual([[], ['refused']]);
});
